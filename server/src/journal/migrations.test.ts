import { DatabaseSync } from 'node:sqlite';

import { protocolVersion } from '@gloss/shared/wire/version';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { migrate, steps } from './migrations.ts';

const first = 'create table one (a integer) strict';
const second = 'create table two (b integer) strict';

let file: DatabaseSync;
beforeEach(() => {
  file = new DatabaseSync(':memory:');
});
afterEach(() => file.close());

function tables(): unknown[] {
  const names = file.prepare(
    `select name from sqlite_schema where type = 'table' and name <> 'journal_version' order by name`,
  );
  return names.all().map((row) => row['name']);
}

test('a new file gets every table of the journal', () => {
  migrate(file);
  expect(tables()).toContain('journal_entry');
});

test('a step is taken once', () => {
  migrate(file, [first]);
  migrate(file, [first]);
  migrate(file, [first, second]);
  expect(tables()).toEqual(['one', 'two']);
});

test('where a step fails, none is taken', () => {
  migrate(file, [first]);
  expect(() => migrate(file, [first, second, 'create table of nonsense'])).toThrow();
  expect(tables()).toEqual(['one']);
  migrate(file, [first, second]);
  expect(tables()).toEqual(['one', 'two']);
});

test('what made a step fail is said, also where SQLite has rolled back already', () => {
  const full = (): never => {
    file.exec('rollback');
    throw new Error('database or disk is full');
  };
  expect(() => migrate(file, [first, full])).toThrow('database or disk is full');
  expect(tables()).toEqual([]);
});

test('a file of a newer program is refused and left as it is', () => {
  migrate(file, [first, second]);
  expect(() => migrate(file, [first])).toThrow(/newer version of Gloss/);
  expect(() => migrate(file, [first, second])).not.toThrow();
});

test('[K6] whoever changes the protocol says whether older programs may still open a folder', () => {
  // Protocol → the steps that a folder of it has. Where dockets have another form, one more than before.
  const stepsOf: Record<number, number> = { 6: 5 };
  expect(steps.length).toBe(stepsOf[protocolVersion]);
});
