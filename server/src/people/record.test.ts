import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { ChainCheck } from '../record/chain.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrations.ts';
import { note, noteFromOutside, recordReader, RefusedLinks } from './record.ts';

const ada = AccountId.parse('account-ada');
const ben = AccountId.parse('account-ben');
const draft = DraftId.parse('draft-0001');
const other = DraftId.parse('draft-0002');

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gloss-record-'));
  database = openDatabase(folder);
  await sql`create table user (id text primary key)`.execute(database);
  await sql`insert into user values (${ada}), (${ben})`.execute(database);
});
afterEach(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

test('[O4] a row of the record can neither be changed nor taken out', async () => {
  await migrate(database);
  await note(database, { did: 'signed-in', by: ada, at: 1 });
  const file = new DatabaseSync(join(folder, 'gloss.sqlite'));
  try {
    expect(() => file.exec(`update people_record set by = 'account-ben'`)).toThrow(
      'only ever added',
    );
    expect(() => file.exec('delete from people_record')).toThrow('only ever added');
  } finally {
    file.close();
  }
  expect(await recordReader(database)({ limit: 9 })).toMatchObject([{ by: ada, did: 'signed-in' }]);
});

test('[O4] rows that were written before there was a chain are in it', async () => {
  await migrate(database);
  // As a folder of the first version has it.
  await sql`drop table people_record`.execute(database);
  await sql`delete from kysely_migration where name = '002-record'`.execute(database);
  await sql`
    create table audit (
      seq integer primary key autoincrement, at integer not null, by text, did text not null,
      draft text, about text, detail text not null
    ) strict`.execute(database);
  const news = JSON.stringify({ title: 'New title', status: 'agreed' });
  await sql`
    insert into audit (at, by, did, draft, about, detail) values
      (1, ${ada}, 'created-draft', ${draft}, null, 'Title'), (2, null, 'appointed', ${draft}, ${ben}, 'editor'),
      (3, ${ada}, 'changed-draft', ${draft}, null, ${news}), (4, ${ben}, 'entered', null, null, '')`.execute(
    database,
  );
  await migrate(database);
  await note(database, { did: 'signed-out', by: ben, at: 5 });
  const rows = (await recordReader(database)({ limit: 9 })).toReversed();
  expect(rows.map(({ did, detail }) => `${did} ${detail}`.trim())).toEqual([
    'created Title',
    'appointed editor',
    'renamed New title',
    'set-status agreed',
    'signed-in',
    'signed-out',
  ]);
  const check = new ChainCheck();
  for (const row of rows) check.take(row);
  expect(check).toMatchObject({ rows: 6, brokenAt: null });
});

test('[O5] a draft has the sign-ins of those who take part, since they do, and the copies of the house', async () => {
  await migrate(database);
  await sql`insert into draft values (${draft}, 'T', 'drafting', 1, 1, 1), (${other}, 'T', 'drafting', 1, 1, 1)`.execute(
    database,
  );
  await sql`insert into participant values (${draft}, ${ada}, 'lead', 10), (${other}, ${ben}, 'lead', 1)`.execute(
    database,
  );
  await note(database, { did: 'signed-in', by: ada, at: 5 });
  await note(database, { did: 'signed-out', by: ada, at: 15 });
  await note(database, { did: 'signed-in', by: ben, at: 16 });
  await note(database, { did: 'renamed', by: ben, draft: other, at: 17, detail: 'Theirs' });
  await note(database, { did: 'refused-link', by: null, at: 18, detail: '1' });
  await noteFromOutside(folder, { did: 'backed-up', at: 19 });
  const rows = await recordReader(database)({ draft, limit: 9 });
  expect(rows.map(({ did, at }) => [did, at])).toEqual([
    ['backed-up', 19],
    ['signed-out', 15],
  ]);
});

test('[O5] a flood of links that do not hold makes a row a minute, which counts them', () => {
  const links = new RefusedLinks();
  const rows = Array.from({ length: 130 }, (_, second) => links.took(second * 1000));
  expect(rows.flatMap((row) => row?.detail ?? [])).toEqual(['1', '60', '60']);
});
