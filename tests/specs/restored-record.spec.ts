/** A restore is on record: in the record of every draft, the house's own doing, with the moment that came back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { paths, RecordPage } from '@gloss/shared/wire/api';
import type { RecordRow } from '@gloss/shared/words/record';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { gloss } from '../stage/gloss.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';

const shelf = mkdtempSync(join(tmpdir(), 'gloss-shelf-'));
const file = join(shelf, 'backup.tar');
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  rmSync(shelf, { recursive: true, force: true });
});

test('[O5] a restore stands in the record of each draft, and what was done after the backup does not', async () => {
  const env = () => ({ DATA_DIR: house.dataDir, BASE_URL: house.url });
  const other = await house.newDraft('Another draft');
  await house.enter('Ada', 'editor');
  expect(await gloss(['backup', 'create', '--to', file], env())).toMatchObject({ code: 0 });
  const looked = await gloss(['backup', 'verify', file, '--json'], env());
  const { madeAt } = JSON.parse(looked.stdout) as { madeAt: string };
  await house.enter('Late', 'editor');
  expect(linesOf(await recordOf())).toContain('Lea appointed');
  await house.crash();
  const from = Date.now();
  const restored = await gloss(['backup', 'restore', file, '--replace'], env());
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  const to = Date.now();
  await house.reopen();

  const links = await gloss(['links'], env());
  const token = /Lea: \S+#(\S+)/.exec(links.stdout)?.[1] ?? '';
  expect((await house.lead.post(paths.enter, { token })).status).toBe(200);
  for (const draft of [house.draft, other]) {
    const rows = await recordOf(draft, '&kind=copies');
    expect(rows).toMatchObject([
      { did: 'restored', by: null, about: null, thread: null, detail: madeAt },
    ]);
    expect(rows[0]?.at).toBeGreaterThanOrEqual(from);
    expect(rows[0]?.at).toBeLessThanOrEqual(to);
  }
  // The appointment of somebody after the backup is gone with the rest, and the row stands on what came before it.
  expect(linesOf(await recordOf())).toEqual([
    'Lea signed-in',
    'Gloss restored',
    'Ada signed-in',
    'Lea appointed',
    'Lea created',
  ]);
  const audit = await gloss(['audit'], env());
  expect(audit.stdout).toContain(`Gloss  restored ${madeAt}`);
  const verified = await gloss(['verify', '--json'], env());
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, findings: [] });
});

async function recordOf(draft = house.draft, query = ''): Promise<RecordRow[]> {
  const answer = await house.lead.get(`${paths.record(draft)}?limit=200${query}`);
  expect(answer.status).toBe(200);
  return RecordPage.parse(answer.body).rows;
}

function linesOf(rows: readonly RecordRow[]): string[] {
  return rows.map(({ by, did }) => `${by?.name ?? 'Gloss'} ${did}`);
}
