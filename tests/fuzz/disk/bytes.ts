/** The files of a data folder as bytes: what a thief of the disk would find, and where a disk may go wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the files that hold these words, in UTF-8, with how often. */
export function filesWith(dataDir: string, words: string): string[] {
  const wanted = Buffer.from(words);
  return readdirSync(dataDir)
    .map((name) => [name, countIn(readFileSync(join(dataDir, name)), wanted)] as const)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`);
}

function countIn(bytes: Buffer, wanted: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) count += 1;
  return count;
}
