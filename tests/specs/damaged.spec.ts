/** A draft that the disk gives back damaged is an error that people are shown, never a shorter text; the others go on. */
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { gloss } from '../stage/gloss.ts';
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

test('[K4] [K9] a damaged write-ahead log: no command writes beside it, verify says it, and what is sound can be kept', async () => {
  const dee = await house.enter('Dee', 'editor', await house.newDraft('In the log'));
  const sizes: number[] = [];
  const log = join(house.dataDir, 'gloss.sqlite-wal');
  for (let nth = 1; nth <= 20; nth += 1) {
    await dee.writes(`Entry ${nth}.`).untilSaved();
    sizes.push(readFileSync(log).byteLength);
  }
  await house.crash();
  const folder = mkdtempSync(join(tmpdir(), 'gloss-log-'));
  try {
    cpSync(house.dataDir, folder, { recursive: true });
    const copy = join(folder, 'gloss.sqlite-wal');
    const bytes = readFileSync(copy);
    const middle = ((sizes[9] ?? 0) + (sizes[10] ?? 0)) >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(copy, bytes);
    const isAsItWas = () => readFileSync(copy).equals(bytes);

    const env = { DATA_DIR: folder, PORT: '0', GLOSS_SAMPLE: 'off' };
    const { code, stderr: sentence } = await gloss(['serve'], env);
    expect(code).toBe(1);
    expect(sentence).toMatch(/^The newest edits in .* cannot be read .*Nothing was changed/);
    const verified = await gloss(['verify', '--json'], env);
    expect(verified.code).toBe(1);
    const { findings } = JSON.parse(verified.stdout) as { findings: Record<string, string>[] };
    const found = findings.filter(({ about }) => about === 'gloss.sqlite-wal');
    expect(found).toEqual([expect.objectContaining({ is: 'wrong' })]);
    expect(`${found[0]?.['what']} ${found[0]?.['todo']}\n`).toBe(sentence);
    expect(isAsItWas(), 'after verify').toBe(true);
    const asked = await gloss(['doctor', '--json'], env);
    expect(asked.code).toBe(1);
    const { advice } = JSON.parse(asked.stdout) as { advice: Record<string, string>[] };
    const advised = advice.find(({ about }) => about === 'database');
    expect(`${advised?.['says']} ${advised?.['todo']}\n`).toBe(sentence);
    expect(isAsItWas(), 'after doctor').toBe(true);
    for (const words of [
      ['backup', 'create', '--to', join(folder, 'x.tar')],
      ['links'],
      ['audit'],
    ]) {
      expect(await gloss(words, env), words[0]).toEqual({ code: 1, stdout: '', stderr: sentence });
      expect(isAsItWas(), `after ${words[0]}`).toBe(true);
    }

    truncateSync(copy, Number(/truncate -s (\d+)/.exec(sentence)?.[1]));
    const mended = await gloss(['verify', '--json'], env);
    expect(JSON.parse(mended.stdout)).not.toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ about: 'gloss.sqlite-wal' })]),
    });
    expect((await gloss(['links'], env)).code).toBe(0);
    expect(entriesOf(folder, `${dee.draft}/text`)).toBe(
      entriesOf(house.dataDir, `${dee.draft}/text`) - 10,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await house.reopen();
  }
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

function entriesOf(dataDir: string, document: string): number {
  const database = new DatabaseSync(join(dataDir, 'gloss.sqlite'), { readOnly: true });
  const row = database
    .prepare('select count(*) as count from journal_entry where document = ?')
    .get(document);
  database.close();
  return Number(row?.['count']);
}
