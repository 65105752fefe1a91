/** A draft that the disk gives back damaged is an error that people are shown, never a shorter text; the others go on. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { until } from '../stage/until.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('[K7] a damaged draft is shown as that, is not written to, and harms no other', async () => {
  const ada = await house.enter('Ada', 'editor');
  await ada.writes('Words that will be damaged.').untilSaved();
  const sound = await house.newDraft('A sound draft');
  const ben = await house.enter('Ben', 'editor', sound);
  await ben.writes('Words that stay.').untilSaved();

  await house.crash();
  damage(join(house.dataDir, 'gloss.sqlite'), `${house.draft}/text`);
  await house.reopen();

  await until('Ada is told', () => ada.closedWith === close.unreadable);
  expect((await ada.agent.fetch(paths.download(house.draft, 'md'))).status).toBe(500);
  expect((await ada.asks({ act: 'annotate', body: 'x', type: 'general', labels: [] })).status).toBe(
    500,
  );
  await ben.types(' And go on.').untilSaved();
});

test('[E8] where the tables of people read as damaged while people work, the house says why, and ends', async () => {
  const cem = await house.enter('Cem', 'editor', await house.newDraft('Another'));
  wipe(join(house.dataDir, 'gloss.sqlite'), 'draft');
  // Whatever is written makes every connection read afresh.
  await cem.writes('Words that are saved.').untilSaved();
  await house.lead.get(paths.drafts).catch(() => undefined);
  expect(await house.ends()).toBe(1);
  expect(house.printed).toContain('Gloss stops, because its disk refused a write');
  expect(house.printed).toContain('malformed');
});

/** Overwrites the first page of a table in the file itself. */
function wipe(path: string, table: string): void {
  const database = new DatabaseSync(path);
  database.exec('pragma wal_checkpoint(truncate)');
  const found = database.prepare('select rootpage from sqlite_schema where name = ?').get(table);
  const { page_size: size } = database.prepare('pragma page_size').get() as { page_size: number };
  database.close();
  const file = openSync(path, 'r+');
  writeSync(
    file,
    new Uint8Array(size).fill(0xff),
    0,
    size,
    (Number(found?.['rootpage']) - 1) * size,
  );
  closeSync(file);
}

/** Flips one byte of the first entry of a document. */
function damage(file: string, document: string): void {
  const database = new DatabaseSync(file);
  const row = database
    .prepare('select seq, bytes from journal_entry where document = ? order by seq limit 1')
    .get(document) as { seq: number; bytes: Uint8Array };
  const bytes = Uint8Array.from(row.bytes);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  database
    .prepare('update journal_entry set bytes = ? where document = ? and seq = ?')
    .run(bytes, document, row.seq);
  database.close();
}
