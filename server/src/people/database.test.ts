import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { openDatabase } from './database.ts';

test('a transaction that reads and then writes is not overtaken by the journal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-database-'));
  const database = openDatabase(folder);
  const journal = new DatabaseSync(join(folder, 'gloss.sqlite'), { timeout: 0 });
  try {
    await sql`create table kept (n integer)`.execute(database);
    await database.transaction().execute(async (transaction) => {
      await sql`select n from kept`.execute(transaction);
      expect(() => journal.exec('insert into kept values (1)')).toThrow('locked');
      await sql`insert into kept values (2)`.execute(transaction);
    });
    const { rows } = await sql`select n from kept`.execute(database);
    expect(rows).toEqual([{ n: 2 }]);
  } finally {
    journal.close();
    await database.destroy();
    rmSync(folder, { recursive: true });
  }
});
