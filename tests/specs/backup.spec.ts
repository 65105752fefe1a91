/** A backup made while people write, restored after a crash: what it holds, who may come back, and what stays lost. */
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkHouse } from '@gloss/server/backup/check-house';
import { contentHash } from '@gloss/server/backup/content-hash';
import { Manifest } from '@gloss/server/backup/manifest';
import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Ended } from '../stage/gloss.ts';
import { gloss } from '../stage/gloss.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

const shelf = mkdtempSync(join(tmpdir(), 'gloss-shelf-'));
const file = join(shelf, 'backup.tar');

let house: House;
let ada: Person;
let ben: Person;
let made: Ended;
let lookedAt: Ended;
let manifest: Manifest;
/** Acknowledged before the backup began; written while it was made; written afterwards. */
const before: string[] = [];
const lost: string[] = [];
let clientOfAda = 0;
let epochBefore = 0;

beforeAll(async () => {
  house = await openHouse();
  ada = await house.enter('Ada', 'editor');
  ben = await house.enter('Ben', 'editor');
  await ada.writes('The strategy begins here.').untilSaved();
  expect((await ada.annotates('strategy', 'Whose?')).number).toBe(1);
  for (let nth = 0; nth < 20; nth += 1) {
    const writer = nth % 2 === 0 ? ada : ben;
    const words = ` before-${nth};`;
    await writer.types(words).untilSaved();
    before.push(words.trim());
  }

  const making = gloss(['backup', 'create', '--to', file], { DATA_DIR: house.dataDir });
  const looking = gloss(['verify', '--json'], { DATA_DIR: house.dataDir });
  let isMade = false;
  void Promise.all([making, looking]).then(() => (isMade = true));
  let nth = 0;
  await until('the backup is made while they write', () => {
    ada.types(` ada-${(nth += 1)};`);
    ben.types(` ben-${nth};`);
    return isMade;
  });
  made = await making;
  lookedAt = await looking;
  await Promise.all([ada.untilSaved(), ben.untilSaved()]);

  await ben.sees('The strategy');
  await ada.writes('Afterwards came this.').untilSaved();
  await ben.sees('Afterwards');
  await ben.types(' lost-by-ben;').untilSaved();
  lost.push('Afterwards', 'lost-by-ben');
  expect((await ben.annotates('Afterwards', 'Will be gone.')).number).toBe(2);
  clientOfAda = ada.text.clientID;
  epochBefore = await epochSeenBy(house);
}, 120_000);

afterAll(async () => {
  await house.close();
  rmSync(shelf, { recursive: true, force: true });
});

async function epochSeenBy({ lead, draft }: House): Promise<number> {
  const { body } = await lead.get(paths.draft(draft));
  return (body as { epoch: number }).epoch;
}

test('[U1] a backup is made beside a running house, in one file that any tar program opens', async () => {
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain('read back and whole');
  expect(readdirSync(shelf)).toEqual(['backup.tar']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  const tar = readFileSync(file);
  // By hand, as an institution may: the name stands at the start of the first block, its content in the next ones.
  expect(tar.subarray(0, 13).toString()).toBe('manifest.json');
  const size = parseInt(tar.subarray(124, 135).toString(), 8);
  manifest = Manifest.parse(JSON.parse(tar.subarray(512, 512 + size).toString()));
  expect(manifest.documents).toHaveLength(2);

  const verified = await gloss(['backup', 'verify', file, '--json']);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(verified.stdout)).toMatchObject({
    ok: true,
    isWhole: true,
    findings: [],
    checked: { files: 3, drafts: 1, documents: 2, threads: 1 },
  });
});

test('[G3] a house that people write in meanwhile has no findings', () => {
  expect(lookedAt).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(lookedAt.stdout)).toMatchObject({ ok: true, findings: [] });
});

test('[U1] the copy of a careless operator has less: only one of both ways is a backup', () => {
  const careless = join(shelf, 'careless');
  const text = `${house.draft}/text`;
  try {
    for (const name of ['house-id', 'secret', 'gloss.sqlite']) {
      const [from, to] = [join(house.dataDir, name), join(shelf, name)];
      copyFileSync(from, to);
    }
    const copied = seqIn(shelf, text);
    expect(copied).toBeLessThan(manifest.documents.find(({ document }) => document === text)!.seq);
  } finally {
    rmSync(careless, { recursive: true, force: true });
    for (const name of readdirSync(shelf)) if (name !== 'backup.tar') rmSync(join(shelf, name));
  }
});

/** The last entry of a document, or 0 where the folder is no house at all. */
function seqIn(dataDir: string, document: string): number {
  try {
    const { documents } = checkHouse(dataDir);
    return documents.find((digest) => digest.document === document)?.seq ?? 0;
  } catch {
    return 0;
  }
}

test('[U3] a backup takes no other file’s place', async () => {
  const again = await gloss(['backup', 'create', '--to', file, '--data-dir', house.dataDir]);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toBe(`${file} exists already. Choose another name; nothing was changed.\n`);
  expect(readdirSync(shelf)).toEqual(['backup.tar']);
});

test('[U4] a house that runs, or is there already, is not replaced', async () => {
  const restore = ['backup', 'restore', file, '--data-dir', house.dataDir];
  const running = await gloss([...restore, '--replace']);
  expect(running).toMatchObject({ code: 1, stdout: '' });
  expect(running.stderr).toMatch(/^Another Gloss is running on the data folder/);
  await house.crash();
  const there = await gloss(restore);
  expect(there).toMatchObject({ code: 1, stdout: '' });
  expect(there.stderr).toMatch(/^There is a house in .* already\. Nothing was changed; --replace/);
});

test('[U5] after a restore everyone reads the words of the backup, and nobody brings back the lost ones', async () => {
  const restored = await gloss(['backup', 'restore', file, '--replace'], {
    DATA_DIR: house.dataDir,
  });
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain(`is as it was at ${manifest.madeAt}`);
  expect(restored.stdout).toContain('before-restore-');

  // Ada and Ben never left their desks: their clients come back by themselves, with the epoch they know.
  await house.reopen();
  const { signIn, outdated } = close;
  await until(
    'their sessions are over',
    () => ada.closedWith === signIn && ben.closedWith === signIn,
  );

  const links = await gloss(['links'], { DATA_DIR: house.dataDir, BASE_URL: house.url });
  const tokenOf = (name: string) =>
    new RegExp(`${name}: \\S+#(\\S+)`).exec(links.stdout)?.[1] ?? '';
  await house.lead.post(paths.enter, { token: tokenOf('Lea') });
  expect(await epochSeenBy(house)).toBeGreaterThan(epochBefore);

  // Signed in again in the same browser, the old page is sent away before it can say a word.
  await ada.agent.post(paths.enter, { token: tokenOf('Ada') });
  await ben.agent.post(paths.enter, { token: tokenOf('Ben') });
  ada.types(' kept-by-the-old-page;');
  for (const old of [ada, ben]) {
    old.disconnects();
    old.closedWith = undefined;
    old.reconnects().catch(() => undefined);
  }
  await until('the old pages are sent away', () =>
    [ada, ben].every(({ closedWith }) => closedWith === outdated),
  );

  const anew = ada.elsewhere();
  const other = ben.elsewhere();
  await Promise.all([anew.opens(), other.opens()]);
  for (const words of before) expect(anew.reads()).toContain(words);
  for (const words of [...lost, 'kept-by-the-old-page']) expect(anew.reads()).not.toContain(words);
  expect(contentHash(anew.text)).toBe(
    manifest.documents.find(({ document }) => document.endsWith('/text'))?.content,
  );

  // A client id belongs to its account, as before; the account goes on with it.
  const asAda = writesAs(anew, clientOfAda);
  await anew.types(' Ada goes on;').untilSaved();
  asAda.ends();
  await other.sees('Ada goes on');
  // Threads go on counting where the backup stopped.
  expect((await other.annotates('Ada goes on', 'Good.')).number).toBe(2);
  expect(other.threads()).toHaveLength(2);
  const forger = other.elsewhere();
  await forger.opens();
  const asForger = writesAs(forger, clientOfAda);
  forger.types(' in the name of Ada;');
  await until('the forger is refused', () => forger.refused !== undefined);
  asForger.ends();
  expect(anew.reads()).not.toContain('in the name of Ada');
  for (const person of [anew, other, forger]) person.leaves();

  const verified = await gloss(['verify', '--json'], { DATA_DIR: house.dataDir });
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, findings: [] });
});

/** Lets a client write under another id. It must have its own again before it leaves: y-websocket says goodbye in that name. */
function writesAs({ text }: Person, client: number): { ends(): void } {
  const own = text.clientID;
  text.clientID = client;
  return { ends: () => (text.clientID = own) };
}

test('[U4] what was there before the restore is kept aside, whole', () => {
  const aside = readdirSync(house.dataDir).find((name) => name.startsWith('before-restore-')) ?? '';
  const { findings, documents } = checkHouse(join(house.dataDir, aside));
  expect(findings).toEqual([]);
  const seqOf = (all: readonly { document: string; seq: number }[]) =>
    all.find(({ document }) => document.endsWith('/text'))?.seq ?? 0;
  expect(seqOf(documents)).toBeGreaterThan(seqOf(manifest.documents));
});

test('[U5] control: put back by hand, under the old epoch, the lost words do come back', async () => {
  const other = await openHouse();
  try {
    const eve = await other.enter('Eve', 'editor');
    await eve.writes('Words of the copy.').untilSaved();
    await other.crash();
    const copy = join(shelf, 'by-hand');
    cpSync(other.dataDir, copy, { recursive: true });
    await other.reopen();
    await eve.writes('Words of a lost future.').untilSaved();
    await other.crash();
    rmSync(other.dataDir, { recursive: true });
    cpSync(copy, other.dataDir, { recursive: true });
    rmSync(copy, { recursive: true });
    await other.reopen();
    const fay = await other.enter('Fay', 'reader');
    await fay.sees('Words of a lost future.');
  } finally {
    await other.close();
  }
});

test('[U2] a backup that was cut short, or is none, is refused, and the house stays as it is', async () => {
  const [short, none] = [join(shelf, 'short.tar'), join(shelf, 'none.tar')];
  writeFileSync(short, readFileSync(file).subarray(0, -4096));
  writeFileSync(none, 'This is a shopping list.');
  const target = join(shelf, 'target');
  for (const bad of [short, none]) {
    expect(await gloss(['backup', 'verify', bad])).toMatchObject({ code: 1 });
    const restored = await gloss(['backup', 'restore', bad, '--data-dir', target]);
    expect(restored).toMatchObject({ code: 1, stdout: '' });
    expect(restored.stderr).toContain('was not restored, and nothing was changed.');
    expect(readdirSync(target)).toEqual(['in-use.lock']);
  }
});
