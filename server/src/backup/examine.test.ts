import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, expect, test } from 'vitest';

import { isOfFolder } from './examine.ts';

const shelf = mkdtempSync(join(tmpdir(), 'gloss-examine-'));
afterAll(() => rmSync(shelf, { recursive: true, force: true }));

async function errorOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was refused.');
}

/** SQLite's own words for it. */
function refusedBySqlite(sql: string, readOnly = false): Promise<unknown> {
  const path = join(shelf, 'any.sqlite');
  new DatabaseSync(path).close();
  const file = new DatabaseSync(path, { readOnly });
  return errorOf(() => file.exec(sql)).finally(() => file.close());
}

test('a full disk, one that fails, and a file that may not be opened or written are errors of the folder', async () => {
  const full = await refusedBySqlite(
    'create table one (a); pragma max_page_count = 2; insert into one values (zeroblob(90000))',
  );
  expect((full as Error).message).toMatch(/full/);
  expect(isOfFolder(full)).toBe(true);
  expect(isOfFolder(await refusedBySqlite('create table two (a)', true))).toBe(true);
  expect(isOfFolder(await errorOf(() => new DatabaseSync(shelf)))).toBe(true);
  const failed = Object.assign(new Error('disk I/O error'), { errcode: 10 | (3 << 8) });
  expect(isOfFolder(failed)).toBe(true);
  for (const code of ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO'])
    expect(isOfFolder(Object.assign(new Error(code), { code, syscall: 'write' }))).toBe(true);
  expect(isOfFolder(await errorOf(() => open(join(shelf, 'no', 'such'), 'w')))).toBe(true);
});

test('what is wrong in the database itself is not', async () => {
  expect(isOfFolder(await refusedBySqlite('select * from nowhere'))).toBe(false);
  const damaged = Object.assign(new Error('database disk image is malformed'), { errcode: 11 });
  expect(isOfFolder(damaged)).toBe(false);
  expect(isOfFolder(Object.assign(new Error('file is not a database'), { errcode: 26 }))).toBe(
    false,
  );
  expect(isOfFolder(new Error('This data folder was written by a newer version.'))).toBe(false);
});
