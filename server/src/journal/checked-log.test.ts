import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DraftId } from '@gloss/shared/words/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { damageBeside, refuseDamagedLogBeside } from './checked-log.ts';
import { takeFolder } from './data-folder.ts';
import { textOf } from './document.ts';
import { serverAccount } from './journal.ts';
import { relieve } from './sqlite-file.ts';
import { openHouse } from './sqlite-house.ts';
import { openTables } from './sqlite-tables.ts';

const document = textOf(DraftId.parse('draft-under-test'));
const shelf = mkdtempSync(join(tmpdir(), 'gloss-log-'));
const written = join(shelf, 'written');
/** How long the log was after each of the commits. */
const ends: number[] = [];

/** As a crash leaves it: twenty commits that are in the log alone. */
beforeAll(() => {
  const folder = join(shelf, 'open');
  const { file, close } = openHouse(folder);
  const tables = openTables(file);
  for (let seq = 1; seq <= 20; seq += 1) {
    const entry = { document, seq, update: Uint8Array.of(seq), account: serverAccount, at: seq };
    tables.commit({ entries: [entry], bindings: [], answers: [], tallies: [], records: [] });
    ends.push(readFileSync(join(folder, 'gloss.sqlite-wal')).byteLength);
  }
  cpSync(folder, written, { recursive: true });
  // The same, moved into the database and the log not yet begun anew.
  relieve(file);
  cpSync(folder, join(shelf, 'moved'), { recursive: true });
  close();
});
afterAll(() => rmSync(shelf, { recursive: true, force: true }));

/** A copy with one bit turned over in the middle of what the commit wrote. */
function damagedIn(commit: number, from = written): { folder: string; log: string } {
  const folder = mkdtempSync(join(shelf, 'damaged-'));
  cpSync(from, folder, { recursive: true });
  const log = join(folder, 'gloss.sqlite-wal');
  const bytes = readFileSync(log);
  const at = ((ends[commit - 2] ?? 32) + (ends[commit - 1] ?? 0)) >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(log, bytes);
  return { folder, log };
}

function entriesIn(folder: string): number[] {
  const { file, close } = openHouse(folder);
  try {
    return openTables(file)
      .read(document)
      .entries.map(({ seq }) => seq);
  } finally {
    close();
  }
}

function sentenceOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}

test.each([1, 2, 10, 19])(
  '[K9] done as the sentence says, every commit before the damaged one, the %ith, is there, and no other',
  (commit) => {
    const { folder, log } = damagedIn(commit);
    const before = readFileSync(log);
    const sentence = sentenceOf(() => openHouse(folder));
    expect(sentence).toMatch(/^The newest edits in .* cannot be read \(frame \d+ of \d+ is/);
    expect(readFileSync(log).equals(before)).toBe(true);
    const [, bytes, path] = /`truncate -s (\d+) "(.*)"`/.exec(sentence) ?? [];
    expect(path).toBe(log);
    truncateSync(log, Number(bytes));
    expect(entriesIn(folder)).toEqual(upTo(commit - 1));
  },
);

test('[K9] a log that is in the database already is cut to nothing, and nothing is lost', () => {
  const { folder, log } = damagedIn(10, join(shelf, 'moved'));
  const sentence = sentenceOf(() => openHouse(folder));
  expect(sentence).toContain('truncate -s 0 ');
  truncateSync(log, 0);
  expect(entriesIn(folder)).toEqual(upTo(20));
});

test('[K9] where a part of it is in the database, no cut leaves a whole: only a backup helps', () => {
  const { folder } = damagedIn(10);
  // One page was moved when the power went.
  const database = join(folder, 'gloss.sqlite');
  const old = readFileSync(database);
  const bytes = readFileSync(join(shelf, 'moved', 'gloss.sqlite'));
  const differs = [...bytes.keys()].find((at) => bytes[at] !== old[at]) ?? 0;
  const page = differs - (differs % 4096);
  bytes.copy(old, page, page, page + 4096);
  writeFileSync(database, old);
  const sentence = sentenceOf(() => openHouse(folder));
  expect(sentence).toMatch(/has some of them already .* restore a backup\.$/);
  expect(sentence).not.toContain('truncate');
});

test('[K4] a command says the same as the server, and opens nothing', () => {
  const { folder, log } = damagedIn(10);
  const before = readFileSync(log);
  const sentence = sentenceOf(() => refuseDamagedLogBeside(folder));
  expect(sentence).not.toBe('');
  expect(sentence).toBe(sentenceOf(() => openHouse(folder)));
  expect(readFileSync(log).equals(before)).toBe(true);
});

test('[K4] beside a server that holds the folder nothing is called damaged: it knows where its log ends', () => {
  const { folder } = damagedIn(10);
  const lock = takeFolder(folder);
  expect(damageBeside(folder)).toBeNull();
  lock.close();
  expect(damageBeside(folder)).not.toBeNull();
});

test('[K4] where the folder cannot be taken for another reason, nothing is taken for sound', () => {
  const { folder } = damagedIn(10);
  writeFileSync(join(folder, 'in-use.lock'), 'a letter, not a lock '.repeat(500));
  expect(() => damageBeside(folder)).toThrow(/in-use\.lock/);
});

test('[K4] of a sound log, and of none, nobody is asked, and nothing is made', () => {
  const folder = mkdtempSync(join(shelf, 'sound-'));
  expect(damageBeside(folder)).toBeNull();
  cpSync(join(written, 'gloss.sqlite-wal'), join(folder, 'gloss.sqlite-wal'));
  expect(damageBeside(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual(['gloss.sqlite-wal']);
});
