import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Database } from './database.ts';
import { openDatabase } from './database.ts';

let folder: string;
let database: Database;
let failures: unknown[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gloss-database-'));
  failures = [];
  database = openDatabase(folder, (error) => failures.push(error));
  await sql`create table kept (n integer primary key, words text) strict`.execute(database);
});
afterEach(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

test('a transaction that reads and then writes is not overtaken by the journal', async () => {
  const journal = beside();
  await database.transaction().execute(async (transaction) => {
    await sql`select n from kept`.execute(transaction);
    expect(() => journal.exec('insert into kept (n) values (1)')).toThrow('locked');
    await sql`insert into kept (n) values (2)`.execute(transaction);
  });
  const { rows } = await sql`select n from kept`.execute(database);
  expect(rows).toEqual([{ n: 2 }]);
  journal.close();
});

test('[E8] a disk without room is told as a failure', async () => {
  await sql`pragma max_page_count = 4`.execute(database);
  const words = 'x'.repeat(100_000);
  await expect(sql`insert into kept values (1, ${words})`.execute(database)).rejects.toThrow(
    /full/,
  );
  expect(failures).toMatchObject([{ errcode: 13 }]);
});

test('[E8] a file that reads as no database any more is told as a failure', async () => {
  await sql`insert into kept values (1, 'one')`.execute(database);
  const journal = beside();
  journal.exec('pragma wal_checkpoint(truncate)');
  const file = openSync(join(folder, 'gloss.sqlite'), 'r+');
  writeSync(file, new Uint8Array(4096).fill(0xff), 0, 4096, 4096);
  closeSync(file);
  // What the other connection remembers holds no longer.
  journal.exec('create table other (n integer)');
  journal.close();
  await expect(sql`select * from kept`.execute(database)).rejects.toThrow(/malformed/);
  expect(failures).toMatchObject([{ errcode: 11 }]);
});

test('[E8] what a sound disk refuses is no failure: a constraint, a mistake, a file that is taken', async () => {
  await sql`insert into kept values (1, 'one')`.execute(database);
  const again = sql`insert into kept values (1, 'two')`.execute(database);
  await expect(again).rejects.toThrow(/UNIQUE/);
  await expect(sql`select missing from kept`.execute(database)).rejects.toThrow(/no such column/);
  await sql`pragma busy_timeout = 0`.execute(database);
  const journal = beside();
  journal.exec('begin immediate');
  await expect(sql`insert into kept values (2, 'two')`.execute(database)).rejects.toThrow(/locked/);
  journal.close();
  expect(failures).toEqual([]);
});

/** @returns another connection to the same file, which does not wait. */
function beside(): DatabaseSync {
  return new DatabaseSync(join(folder, 'gloss.sqlite'), { timeout: 0 });
}
