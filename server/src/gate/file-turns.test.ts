import { AccountId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { FileTurns } from './file-turns.ts';

const account = (nth: number) => AccountId.parse(`account-${nth}`);

/** A file that is read until the test says so. */
function slowFile() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let isBegun = false;
  const reads = () => {
    isBegun = true;
    return promise;
  };
  return { reads, resolve, reject, isBegun: () => isBegun };
}

test('a person sends one file at a time, and no more are held than 24', () => {
  const turns = new FileTurns();
  const ends = Array.from({ length: 24 }, (_, nth) => turns.take(account(nth)));
  expect(ends).not.toContain(null);
  expect([turns.take(account(0)), turns.take(account(24))]).toEqual([null, null]);
  ends[0]?.();
  expect(turns.take(account(24))).not.toBeNull();
  expect(turns.take(account(0))).toBeNull();
});

test('four are read at a time, the others in the order in which they came; one that fails makes room, too', async () => {
  const turns = new FileTurns();
  const files = Array.from({ length: 7 }, slowFile);
  const read = files.map((file) => turns.read(file.reads));
  const begun = () => files.map((file) => file.isBegun());
  expect(begun()).toEqual([true, true, true, true, false, false, false]);
  files[2]?.resolve('third');
  expect(await read[2]).toBe('third');
  expect(begun()).toEqual([true, true, true, true, true, false, false]);
  files[0]?.reject(new Error('unreadable'));
  await expect(read[0]).rejects.toThrow('unreadable');
  expect(begun()).toEqual([true, true, true, true, true, true, false]);
  for (const file of files) file.resolve('done');
  await Promise.allSettled(read);
  expect(begun()).not.toContain(false);
  const later = Array.from({ length: 5 }, slowFile);
  for (const file of later) void turns.read(file.reads);
  expect(later.map((file) => file.isBegun())).toEqual([true, true, true, true, false]);
});
