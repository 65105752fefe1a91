import { DatabaseSync } from 'node:sqlite';

import { DraftId } from '@gloss/shared/words/ids';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { textOf } from './document.ts';
import { isForWantOfRoom, journalError } from './journal-error.ts';
import { serverAccount } from './journal.ts';
import { migrate } from './migrations.ts';
import { openTables } from './sqlite-tables.ts';

const document = textOf(DraftId.parse('draft-under-test'));
const none = { bindings: [], answers: [], tallies: [], records: [] };

let file: DatabaseSync;
beforeEach(() => {
  file = new DatabaseSync(':memory:');
  migrate(file);
});
afterEach(() => file.close());

function entry(seq: number, bytes = 10) {
  return { document, seq, update: new Uint8Array(bytes), account: serverAccount, at: 1 };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return journalError(error).code;
  }
}

test('[E8] where there is no room for a checkpoint, nothing of it stays, and what is small is still taken', () => {
  const tables = openTables(file);
  tables.commit({ ...none, entries: [entry(1)] });
  const pages = file.prepare('pragma page_count').get() as { page_count: number };
  file.exec(`pragma max_page_count = ${pages.page_count + 2}`);
  const large = { seq: 1, state: new Uint8Array(100_000), stateVector: Uint8Array.of(0) };
  expect(codeOf(() => tables.propose(document, large))).toBe('full');
  expect(() => tables.proposed(document, 1)).toThrow(/not there/);
  tables.commit({ ...none, entries: [entry(2)] });
  expect(codeOf(() => tables.commit({ ...none, entries: [entry(3, 100_000)] }))).toBe('full');
  expect(tables.read(document).entries.map(({ seq }) => seq)).toEqual([1, 2]);
  // What did not find room is not remembered either: the same place in the order is still free.
  tables.commit({ ...none, entries: [entry(3)] });
  expect(tables.read(document).entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

const [ioError, shmSize, cannotOpen, corrupt] = [10, 4874, 14, 11];
const megabyte = 1024 * 1024;

test.each<[string, object, number, boolean]>([
  ['SQLite says that it is full', { errcode: 13 }, 900 * megabyte, true],
  ['the file system says so', { code: 'ENOSPC' }, 900 * megabyte, true],
  ['an error of a disk without room', { errcode: ioError }, 0, true],
  ['a file beside the database that cannot grow', { errcode: shmSize }, 2 * megabyte, true],
  ['a file that cannot be made on a disk without room', { errcode: cannotOpen }, 0, true],
  ['an error of a disk with room', { errcode: ioError }, 900 * megabyte, false],
  ['a file that cannot be made, with room', { errcode: cannotOpen }, 900 * megabyte, false],
  ['a damaged file on a disk without room', { errcode: corrupt }, 0, false],
])('[K9] is the disk full? %s', (_, said, freeBytes, isFull) => {
  const error = journalError(Object.assign(new Error('of the test'), said));
  expect(isForWantOfRoom(error, freeBytes)).toBe(isFull);
});
