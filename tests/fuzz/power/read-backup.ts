/** What must be left of backups and of restored houses after a power cut. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openFolder } from '@gloss/server/folder';
import { textOf } from '@gloss/server/journal/document';
import { valueOf } from '@gloss/server/journal/sqlite-file';
import { openHouse } from '@gloss/server/journal/sqlite-house';
import { openTables } from '@gloss/server/journal/sqlite-tables';
import { stateOf } from '@gloss/server/room/kept-document';
import { DraftId } from '@gloss/shared/words/ids';

import { brokenFacts } from './facts.ts';
import type { Fact } from './facts.ts';
import { wordsIn } from './words.ts';

/** @returns a line for each promise that is broken. Throws where a house does not open. */
export async function brokenBackups(
  folder: string,
  said: readonly string[],
  all: readonly string[],
): Promise<string[]> {
  const observed = async (key: string): Promise<unknown> => {
    if (key === 'house') return wordsOf(join(folder, 'house'));
    if (key === 'elsewhere') return wordsOf(join(folder, 'elsewhere', 'house'));
    return sumOf(join(folder, 'shelf', key.slice('backup/'.length)));
  };
  return [...halfBackups(folder, all), ...(await brokenFacts(said, observed))];
}

/** A file with the name of a backup is that backup, also before anybody was told so. */
function halfBackups(folder: string, all: readonly string[]): string[] {
  const shelf = join(folder, 'shelf');
  const names = existsSync(shelf)
    ? readdirSync(shelf).filter((name) => /^\w+\.tar$/.test(name))
    : [];
  return names
    .filter((name) => sumOf(join(shelf, name)) !== valueSaid(`backup/${name}`, all))
    .map((name) => `half: ${name}`);
}

function valueSaid(key: string, all: readonly string[]): unknown {
  const facts = all.map((line) => JSON.parse(line.replace(/^\w+ /, '')) as Fact);
  return facts.find((fact) => fact.key === key)?.value;
}

function sumOf(path: string): string | null {
  if (!existsSync(path)) return null;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** @returns the words of its only draft, and whether it has a history of its own; null where there is no house. */
function wordsOf(dataDir: string): string | null {
  if (!existsSync(dataDir)) return null;
  // Finishes a restore that was cut short.
  openFolder(dataDir);
  const house = openHouse(dataDir);
  try {
    const integrity = valueOf(house.file, 'pragma integrity_check');
    if (integrity !== 'ok') return `integrity: ${String(integrity)}`;
    if (valueOf(house.file, "select 1 from sqlite_schema where name = 'draft'") !== 1) return null;
    const id = valueOf(house.file, 'select id from draft');
    if (id === undefined) return null;
    const text = stateOf(openTables(house.file).read(textOf(DraftId.parse(id))));
    const words = wordsIn(text);
    const isAnew = Number(valueOf(house.file, 'select epoch from draft')) > 1000;
    return words.join(' ') + (isAnew ? ', anew' : '');
  } finally {
    house.close();
  }
}
