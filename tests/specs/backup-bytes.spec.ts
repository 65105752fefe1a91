/** Backups down to the byte: what is changed in one is found, and a restore that is cut short leaves one house or the other. */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';

import { checkHouse } from '@gloss/server/backup/check-house';
import { createBackup } from '@gloss/server/backup/create';
import { examineBackup } from '@gloss/server/backup/examine';
import { restoreBackup } from '@gloss/server/backup/restore';
import { openFolder } from '@gloss/server/folder';
import { migrate, steps } from '@gloss/server/journal/migrations';
import { openPeople } from '@gloss/server/people/people';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CodeChange } from '../fuzz/other-code.ts';
import { changedEnv } from '../fuzz/other-code.ts';
import { dice } from '../stage/dice.ts';
import { gloss } from '../stage/gloss.ts';
import { openHouse } from '../stage/house.ts';
import { report, triesOf } from '../stage/proof.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
const flips = triesOf('BACKUP_FLIPS', { short: 25, full: 2000 });
const shelf = mkdtempSync(join(tmpdir(), 'gloss-shelf-'));
const file = join(shelf, 'backup.tar');
const step = () => () => undefined;

/** A house at two moments: as the backup has it, and as it went on. */
const older = join(shelf, 'older');
const newer = join(shelf, 'newer');

beforeAll(async () => {
  const house = await openHouse();
  const ada = await house.enter('Ada', 'editor');
  await ada.writes('The first words.').untilSaved();
  await ada.annotates('first', 'Really?');
  await createBackup({ dataDir: house.dataDir, path: file, now: () => Date.now(), step });
  await ada.writes('Words that came later.').untilSaved();
  await house.crash();
  cpSync(house.dataDir, newer, { recursive: true });
  await house.close();
  await restore({ dataDir: older });
}, 60_000);

afterAll(() => rmSync(shelf, { recursive: true, force: true }));

function restore(more: Partial<Parameters<typeof restoreBackup>[0]> & { dataDir: string }) {
  const usual = { path: file, replace: false, despiteFindings: false, now: () => Date.now(), step };
  return restoreBackup({ ...usual, ...more });
}

/** Turns one bit of the file over, and over again to have it back. */
function flip(at: number, bit: number): void {
  const opened = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(opened, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ (1 << bit);
  writeSync(opened, byte, 0, 1, at);
  closeSync(opened);
}

test(
  `[U2] a flipped bit anywhere in a backup is found (${flips} flips, seed ${seed})`,
  async () => {
    const { upTo } = dice(seed);
    const { size } = statSync(file);
    expect(await examineBackup(file, step)).toMatchObject({ isWhole: true, findings: [] });
    const missed: number[] = [];
    for (let nth = 0; nth < flips; nth += 1) {
      // The first ones go to the last bytes and to the first header; the others anywhere.
      const at = nth < 4 ? size - 1 - nth * 300 : nth < 8 ? nth * 60 : upTo(size - 1);
      const bit = upTo(7);
      flip(at, bit);
      if ((await examineBackup(file, step)).isWhole) missed.push(at);
      flip(at, bit);
    }
    report({ name: 'Backup, one bit flipped', figures: { flips, missed: missed.length } });
    expect(missed).toEqual([]);
    expect(await examineBackup(file, step)).toMatchObject({ isWhole: true, findings: [] });
  },
  60_000 + flips * 500,
);

test('[U2] control: a tar program alone does not notice what the seal notices', async () => {
  const { size } = statSync(file);
  // The last file before the seal ends in padding, which belongs to no file and to no header.
  const houseId = 512 + Math.ceil((await manifestBytes()) / 512) * 512;
  const inPadding = houseId + 512 + 100;
  expect(inPadding).toBeLessThan(size);
  flip(inPadding, 0);
  await pipeline(createReadStream(file), untar());
  expect((await examineBackup(file, step)).isWhole).toBe(false);
  flip(inPadding, 0);
});

function untar() {
  const tar = extract();
  tar.on('entry', (_header, stream, next) => {
    stream.on('end', () => next());
    stream.resume();
  });
  return tar;
}

async function manifestBytes(): Promise<number> {
  const tar = extract();
  const size = new Promise<number>((resolve) =>
    tar.once('entry', (header) => resolve(header.size)),
  );
  createReadStream(file).pipe(tar);
  return size;
}

test('[U4] a restore that is cut short at any step leaves the old house or the new one', async () => {
  const [wasOlder, wasNewer] = [contentsOf(older), contentsOf(newer)];
  expect(wasOlder).not.toEqual(wasNewer);
  const found: ('old' | 'new')[] = [];
  let halves = 0;
  for (let cut = 0; ; cut += 1) {
    const dataDir = join(shelf, `cut-${cut}`);
    cpSync(newer, dataDir, { recursive: true });
    const isCut = await restoreUntil(cut, dataDir);
    if (!isHouse(dataDir)) halves += 1;
    openFolder(dataDir, 'gloss.sqlite');
    const contents = contentsOf(dataDir);
    found.push(JSON.stringify(contents) === JSON.stringify(wasNewer) ? 'old' : 'new');
    expect(contents).toEqual(found.at(-1) === 'old' ? wasNewer : wasOlder);
    const left = readdirSync(dataDir).filter((name) => name.startsWith('.'));
    expect(left).toEqual([]);
    rmSync(dataDir, { recursive: true });
    if (!isCut) break;
  }
  // Old before the turning point and new from there on; and most cuts did leave something to be finished.
  expect(found.slice(0, 2)).toEqual(['old', 'new']);
  expect(new Set(found.slice(1))).toEqual(new Set(['new']));
  expect(found.length).toBeGreaterThan(6);
  expect(halves).toBeGreaterThan(3);
  report({ name: 'Restore, cut short', figures: { cuts: found.length - 1, 'neither house': 0 } });
});

/** @returns whether there was such a step. */
async function restoreUntil(cut: number, dataDir: string): Promise<boolean> {
  let steps = 0;
  const before = () => {
    if (steps === cut) throw new Error('cut short');
    steps += 1;
  };
  try {
    await restore({ dataDir, replace: true, before });
    return false;
  } catch (error) {
    expect((error as Error).message).toBe('cut short');
    return true;
  }
}

/** What every document of a folder reads; throws where something in it is wrong. */
function contentsOf(dataDir: string) {
  const { findings, documents } = checkHouse(dataDir);
  expect(findings).toEqual([]);
  return documents;
}

function isHouse(dataDir: string): boolean {
  const names = ['gloss.sqlite', 'house-id', 'secret'];
  return names.every((name) => existsSync(join(dataDir, name)));
}

/** A house with what others have put beside it. @returns its folder, and what tells that the others' is as it was. */
function sharedFolder(name: string, house?: string) {
  const dataDir = join(shelf, name);
  if (house === undefined) mkdirSync(dataDir);
  else cpSync(house, dataDir, { recursive: true });
  const [found, note] = [join(dataDir, 'lost+found'), join(dataDir, 'read me.txt')];
  mkdirSync(found);
  writeFileSync(join(found, '#12'), 'found');
  writeFileSync(note, 'of the operator');
  const [foundAt, noteAt] = [statSync(found).ino, statSync(note).ino];
  const expectOthers = () => {
    expect([statSync(found).ino, statSync(note).ino]).toEqual([foundAt, noteAt]);
    expect(readdirSync(found)).toEqual(['#12']);
    expect(readFileSync(join(found, '#12'), 'utf8')).toBe('found');
    expect(readFileSync(note, 'utf8')).toBe('of the operator');
  };
  return { dataDir, expectOthers };
}

/** The disk refuses to move whatever has such a name out of its folder, and says so with this code. */
function unmovable(names: string, code: string): CodeChange {
  return {
    module: '/backup/in-place.ts',
    from: '  renameSync(from, to);',
    to: `  if (/(${names})$/.test(from)) throw Object.assign(new Error('${code}: said the disk'), { code: '${code}' });
         renameSync(from, to);`,
  };
}

function replaceIn(dataDir: string, ...changes: readonly CodeChange[]) {
  const env = changes.length > 0 ? changedEnv(...changes) : {};
  return gloss(['backup', 'restore', file, '--replace', '--data-dir', dataDir], env);
}

test('[U4] a folder with only what is not Gloss’s own is as good as an empty one, and all of it stays', async () => {
  const { dataDir, expectOthers } = sharedFolder('fresh-disk');
  const { keptAside } = await restore({ dataDir });
  expect(keptAside).toBeNull();
  expect(contentsOf(dataDir)).toEqual(contentsOf(older));
  expectOthers();
});

test('[U4] what is not Gloss’s own, and cannot be moved, is in no restore’s way', async () => {
  const { dataDir, expectOthers } = sharedFolder('shared-disk', newer);
  const restored = await replaceIn(dataDir, unmovable('lost\\+found|read me.txt', 'EACCES'));
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(contentsOf(dataDir)).toEqual(contentsOf(older));
  const aside = readdirSync(dataDir).find((name) => name.startsWith('before-restore-')) ?? '';
  expect(contentsOf(join(dataDir, aside))).toEqual(contentsOf(newer));
  expect(readdirSync(join(dataDir, aside))).not.toContain('lost+found');
  expect(readdirSync(join(dataDir, aside))).not.toContain('read me.txt');
  expectOthers();
});

test.each<[string, (dataDir: string) => CodeChange, RegExp]>([
  [
    'on which something is mounted',
    (dataDir) => {
      const mounts = join(shelf, 'mounts');
      writeFileSync(
        mounts,
        `42 27 254:0 / ${realpathSync(dataDir)}/secret rw - ext4 /dev/vda rw\n`,
      );
      return { module: '/backup/in-place.ts', from: '/proc/self/mountinfo', to: mounts };
    },
    /^\S+\/secret cannot be put aside \(something is mounted on it\)\. Nothing was changed\. Unmount it, or .*\.\n$/,
  ],
  [
    'that may not be moved',
    () => ({
      module: '/backup/in-place.ts',
      from: 'else renameSync(path, workshop);',
      to: `else if (path.endsWith('secret')) throw Object.assign(new Error('immutable'), { code: 'EPERM' });`,
    }),
    /^\S+\/secret cannot be put aside \(EPERM\)\. Nothing was changed\. Give Gloss the right .*\.\n$/,
  ],
])(
  '[U4] [G1] a file of the house %s is noticed before anything is changed',
  async (_, way, said) => {
    const dataDir = mkdtempSync(join(shelf, 'stuck-'));
    cpSync(newer, dataDir, { recursive: true });
    const names = readdirSync(dataDir);
    const refused = await replaceIn(dataDir, way(dataDir), unmovable('secret', 'EBUSY'));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(said);
    expect(readdirSync(dataDir)).toEqual(names);
    expect(contentsOf(dataDir)).toEqual(contentsOf(newer));
  },
);

test.each(['EBUSY', 'EACCES', 'ENOSPC'])(
  '[U4] [G1] %s past the turning point is said as it is, and the next start goes on',
  async (code) => {
    const dataDir = join(shelf, `begun-${code}`);
    cpSync(newer, dataDir, { recursive: true });
    const sentence = new RegExp(
      `^The restore into ${dataDir} has begun and cannot be finished yet \\(${code}: .*\\)\\. ` +
        'Nothing is lost: .* are both in this folder\\. .* start Gloss, and it goes on with the restore\\.\\n$',
    );
    const change = unmovable('house-id', code);
    const begun = await replaceIn(dataDir, change);
    expect(begun).toMatchObject({ code: 1, stdout: '' });
    expect(begun.stderr).toMatch(sentence);
    const looking = ['verify', '--data-dir', dataDir];
    const noRight = {
      module: 'src/folder.ts',
      from: 'accessSync(dataDir,',
      to: `throw Object.assign(new Error('${code}: said the disk'), { code: '${code}' }); accessSync(dataDir,`,
    };
    for (const stillSo of [change, noRight]) {
      const again = await gloss(looking, changedEnv(stillSo));
      expect(again).toMatchObject({ code: 1, stdout: '' });
      expect(again.stderr).toMatch(sentence);
    }
    expect(await gloss(looking)).toMatchObject({ code: 0, stderr: '' });
    expect(contentsOf(dataDir)).toEqual(contentsOf(older));
    const aside = readdirSync(dataDir).find((name) => name.startsWith('before-restore-')) ?? '';
    expect(contentsOf(join(dataDir, aside))).toEqual(contentsOf(newer));
  },
);

test('[U5] the same backup restored twice makes two histories, whatever the clock says', async () => {
  const dataDir = join(shelf, 'twice');
  const first = await restore({ dataDir });
  const again = await restore({ dataDir, replace: true, now: () => first.epoch - 1_000_000 });
  expect(again.epoch).toBeGreaterThan(first.epoch);
  const elsewhere = await restore({ dataDir: join(shelf, 'elsewhere') });
  expect(new Set([first.epoch, again.epoch, elsewhere.epoch]).size).toBe(3);
});

test('[U1] what was deleted from the database, and still lies in its file, is not in a backup', async () => {
  const [dataDir, path] = [join(shelf, 'with-scraps'), join(shelf, 'without.tar')];
  cpSync(newer, dataDir, { recursive: true });
  const words = 'Words that nobody shall read again.';
  const database = new DatabaseSync(join(dataDir, 'gloss.sqlite'));
  database.exec('pragma secure_delete = off; create table scrap (words text)');
  const insert = database.prepare('insert into scrap values (?)');
  for (let nth = 0; nth < 500; nth += 1) insert.run(words);
  database.exec('delete from scrap; drop table scrap; pragma wal_checkpoint(truncate)');
  database.close();
  expect(readFileSync(join(dataDir, 'gloss.sqlite')).includes(words)).toBe(true);
  await createBackup({ dataDir, path, now: () => Date.now(), step });
  expect(readFileSync(path).includes(words)).toBe(false);
  expect(readFileSync(path).includes('Words that came later.')).toBe(true);
});

test('[U1] a folder of an older version can be backed up before this one is started on it', async () => {
  const [dataDir, path] = [join(shelf, 'of-old'), join(shelf, 'of-old.tar')];
  mkdirSync(dataDir);
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'));
  migrate(file, steps.slice(0, 1));
  file.exec(`insert into journal_house (id) values ('of-old')`);
  writeFileSync(join(dataDir, 'house-id'), 'of-old\n');
  const baseUrl = new URL('http://localhost');
  const people = await openPeople({ dataDir, baseUrl, now: () => 0, complain: () => undefined });
  await people.close();
  expect(() => checkHouse(dataDir)).toThrow(/older version/);
  const { findings } = await createBackup({ dataDir, path, now: () => Date.now(), step });
  expect(findings).toEqual([]);
  expect(await examineBackup(path, step)).toMatchObject({ isWhole: true, findings: [] });
  expect(file.prepare('select steps from journal_version').get()).toEqual({ steps: 1 });
  file.close();
});

test('[U4] a house that is damaged beyond reading is replaced, too, and kept aside', async () => {
  const dataDir = join(shelf, 'beyond-reading');
  cpSync(newer, dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'gloss.sqlite'), 'no database at all');
  const { keptAside } = await restore({ dataDir, replace: true });
  expect(contentsOf(dataDir)).toEqual(contentsOf(older));
  expect(readFileSync(join(keptAside ?? '', 'gloss.sqlite'), 'utf8')).toBe('no database at all');
});

test('[U4] of a house in which something is wrong a backup is made, and restored only when that is wanted', async () => {
  const [dataDir, path] = [join(shelf, 'ill'), join(shelf, 'ill.tar')];
  cpSync(newer, dataDir, { recursive: true });
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'));
  file.exec(`update journal_entry set bytes = x'00' where document like '%/text' and seq = 1`);
  file.close();
  const made = await createBackup({ dataDir, path, now: () => Date.now(), step });
  expect(made.findings).toMatchObject([{ is: 'wrong' }]);
  expect(await examineBackup(path, step)).toMatchObject({
    isWhole: true,
    findings: [{ is: 'wrong', about: made.findings[0]?.about }],
  });
  const target = join(shelf, 'ill-again');
  await expect(restore({ path, dataDir: target })).rejects.toThrow(/--despite-findings/);
  expect(isHouse(target)).toBe(false);
  await restore({ path, dataDir: target, despiteFindings: true });
  expect(checkHouse(target).findings).toMatchObject([{ is: 'wrong' }]);
});

test('[U3] where there is no room, nothing is left of the attempt', async () => {
  const folder = join(shelf, 'no-room');
  mkdirSync(folder);
  const making = createBackup({
    dataDir: older,
    path: join(folder, 'backup.tar'),
    now: () => Date.now(),
    step: (title) => () => {
      // As the disk says it, in the midst of writing.
      if (title === 'Writing the backup')
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    },
  });
  await expect(making).rejects.toThrow(
    /^There is no room left for .*backup\.tar\. Nothing was kept/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(!mayMount())(
  '[U3] on a disk that is really full, too, whether the copy or the backup does not fit',
  async () => {
    const bytes = statSync(file).size;
    for (const room of [bytes / 2, bytes * 1.5]) {
      const disk = mkdtempSync(join(tmpdir(), 'gloss-small-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${Math.round(room)}`, 'tmpfs', disk]);
      try {
        const path = join(disk, 'backup.tar');
        const making = createBackup({ dataDir: older, path, now: () => Date.now(), step });
        await expect(making).rejects.toThrow(/^There is no room left for /);
        expect(readdirSync(disk)).toEqual([]);
      } finally {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    }
  },
);

/** A disk of a size of our choosing can be made by the superuser of a Linux only. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const disk = mkdtempSync(join(tmpdir(), 'gloss-may-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    execFileSync('umount', [disk]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(disk, { recursive: true, force: true });
  }
}
