import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import {
  checkMovable,
  filesOfHouse,
  finishRestore,
  isBeingRestored,
  isMountPoint,
  makeWorkshop,
  moveIn,
} from './in-place.ts';

const when = '20261123T031533Z';
const files = ['gloss.sqlite', 'house-id'];

let dataDir: string;
beforeEach(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'gloss-in-place-')));
  for (const name of files) writeFileSync(join(dataDir, name), 'old');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** @returns the workshop, with a new house in it. */
function prepared(): string {
  const workshop = makeWorkshop(dataDir, new Date('2026-11-23T03:15:33Z'));
  for (const name of files) writeFileSync(join(workshop, name), 'new');
  return workshop;
}

/** Restores, up to a change of the disk. */
function cutShort(before: string): void {
  const cut = (change: string) => {
    if (change === before) throw new Error('the power went');
  };
  expect(() => moveIn(dataDir, prepared(), cut)).toThrow('the power went');
}

function wordsIn(folder: string): string[] {
  return files.map((name) => readFileSync(join(folder, name), 'utf8'));
}

test.each([
  'put aside gloss.sqlite',
  'put aside house-id',
  'begin to move in',
  'move in gloss.sqlite',
  'move in house-id',
  'clear up',
])('[U4] a restore that was cut short before "%s" is finished by whoever comes next', (change) => {
  cutShort(change);
  expect(isBeingRestored(dataDir)).toBe(true);
  finishRestore(dataDir);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(wordsIn(join(dataDir, `before-restore-${when}`))).toEqual(['old', 'old']);
  expect(isBeingRestored(dataDir)).toBe(false);
});

test.each([
  ['both names', [`.restored-${when}`]],
  ['both names twice', [`.restored-${when}`, `.restoring-${when}`]],
])('[U4] a folder that a cut left under %s is moved in once', (_name, oldNames) => {
  cutShort('move in gloss.sqlite');
  const moving = join(dataDir, `.moving-in-${when}`);
  for (const name of oldNames) cpSync(moving, join(dataDir, name), { recursive: true });
  finishRestore(dataDir);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(isBeingRestored(dataDir)).toBe(false);
  writeFileSync(join(dataDir, 'house-id'), 'written since');
  expect(finishRestore(dataDir)).toBeNull();
  expect(wordsIn(dataDir)).toEqual(['new', 'written since']);
  expect(wordsIn(join(dataDir, `before-restore-${when}`))).toEqual(['old', 'old']);
  makeWorkshop(dataDir, new Date());
  expect(readdirSync(dataDir).filter((name) => name.startsWith('.restor'))).toHaveLength(1);
});

test.each([
  ['of the old house', 'begin to move in', `before-restore-${when}`],
  ['of the new one', 'clear up', '.'],
])('[U4] a file %s that a cut left under both names has one afterwards', (_name, cut, place) => {
  writeFileSync(join(dataDir, 'gloss.sqlite-wal'), 'old');
  cutShort(cut);
  const isNew = place === '.';
  const name = isNew ? 'gloss.sqlite' : 'gloss.sqlite-wal';
  const oldName = isNew ? join(dataDir, `.moving-in-${when}`, name) : join(dataDir, name);
  linkSync(join(dataDir, place, name), oldName);
  finishRestore(dataDir);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(isBeingRestored(dataDir)).toBe(false);
  expect(readdirSync(dataDir)).not.toContain('gloss.sqlite-wal');
  const aside = join(dataDir, `before-restore-${when}`);
  expect(readFileSync(join(aside, 'gloss.sqlite-wal'), 'utf8')).toBe('old');
});

test('[U4] a folder of the old house that a cut left under both names is kept aside', () => {
  // A container makes a folder of a file that it cannot mount.
  const folder = join(dataDir, 'secret');
  mkdirSync(folder);
  writeFileSync(join(folder, 'key'), 'old');
  cutShort('begin to move in');
  const aside = join(dataDir, `before-restore-${when}`);
  cpSync(join(aside, 'secret'), folder, { recursive: true });
  finishRestore(dataDir);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(readFileSync(join(aside, 'secret', 'key'), 'utf8')).toBe('old');
  expect(readdirSync(dataDir)).not.toContain('secret');
});

/** Names that others have put there, some of them much like ours. */
const others = [
  'lost+found',
  'shelf',
  'gloss.sqlite.bak',
  'gloss.sqlite-old',
  'secret-santa',
  '.restoring-notes',
  '.restored-photos',
  '.moving-in-day',
];

/** @returns what tells whether they are the same folders at the same places, with the same in them. */
function withOthers(): () => unknown {
  for (const name of others) {
    mkdirSync(join(dataDir, name));
    writeFileSync(join(dataDir, name, 'page'), `of ${name}`);
  }
  return () =>
    others.map((name) => {
      const path = join(dataDir, name);
      return [statSync(path).ino, readdirSync(path), readFileSync(join(path, 'page'), 'utf8')];
    });
}

test.each(['nothing', 'put aside gloss.sqlite', 'begin to move in', 'move in house-id'])(
  '[U4] what is not Gloss’s own stays where it is, also when the restore is cut short before "%s"',
  (change) => {
    const looks = withOthers();
    const before = looks();
    if (change === 'nothing') moveIn(dataDir, prepared());
    else cutShort(change);
    expect(isBeingRestored(dataDir)).toBe(change !== 'nothing');
    finishRestore(dataDir);
    expect(looks()).toEqual(before);
    expect(wordsIn(dataDir)).toEqual(['new', 'new']);
    expect(readdirSync(join(dataDir, `before-restore-${when}`)).toSorted()).toEqual(files);
    expect(isBeingRestored(dataDir)).toBe(false);
  },
);

test('[U4] a folder that holds only what is not Gloss’s own holds no house, and none is kept aside', () => {
  for (const name of files) rmSync(join(dataDir, name));
  const looks = withOthers();
  const before = looks();
  writeFileSync(join(dataDir, 'in-use.lock'), '');
  expect(filesOfHouse(dataDir)).toEqual([]);
  expect(isBeingRestored(dataDir)).toBe(false);
  expect(moveIn(dataDir, prepared())).toBeNull();
  expect(looks()).toEqual(before);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
});

test('[U4] every name that Gloss gives is put aside, and the lock is not', () => {
  const own = [
    ...files,
    'gloss.sqlite-journal',
    'gloss.sqlite-shm',
    'gloss.sqlite-wal',
    'house-id.new',
    'secret',
    `secret-${crypto.randomUUID()}`,
  ].toSorted();
  for (const name of [...own, 'in-use.lock']) writeFileSync(join(dataDir, name), 'old');
  const aside = moveIn(dataDir, prepared()) ?? '';
  expect(readdirSync(aside).toSorted()).toEqual(own);
  expect(readdirSync(dataDir).toSorted()).toEqual(
    [`before-restore-${when}`, ...files, 'in-use.lock'].toSorted(),
  );
});

test('[U4] a restore that an older Gloss began, and that put others’ things aside, is finished', () => {
  const aside = join(dataDir, `before-restore-${when}`);
  cutShort('put aside house-id');
  mkdirSync(join(aside, 'shelf'));
  mkdirSync(join(dataDir, 'lost+found'));
  expect(finishRestore(dataDir)).toBe(aside);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(wordsIn(aside)).toEqual(['old', 'old']);
  expect(readdirSync(aside).toSorted()).toEqual([...files, 'shelf'].toSorted());
  expect(readdirSync(dataDir)).toContain('lost+found');
});

/** A line of /proc/self/mountinfo. */
const mounted = (place: string) =>
  `42 27 254:0 /from/there ${place} rw,relatime - ext4 /dev/vda rw\n`;

test('[U4] a place is a mount point where Linux lists just that place', () => {
  const mounts = mounted('/srv/gloss') + mounted(String.raw`/srv/my\040gloss/secret`);
  expect(isMountPoint('/srv/my gloss/secret', mounts)).toBe(true);
  expect(isMountPoint('/srv/gloss', mounts)).toBe(true);
  expect(isMountPoint('/srv/gloss/secret', mounts)).toBe(false);
  expect(isMountPoint('/from/there', mounts)).toBe(false);
  expect(isMountPoint('/srv/gloss', '')).toBe(false);
});

test('[U4] a file of the house on which something is mounted is noticed, and nothing is changed', () => {
  const workshop = prepared();
  const names = readdirSync(dataDir);
  const place = join(dataDir, 'house-id');
  expect(() => checkMovable(dataDir, workshop, mounted(place))).toThrow(
    `${place} cannot be put aside (something is mounted on it). Nothing was changed. Unmount it, or restore into another folder.`,
  );
  const foreign = mounted(join(dataDir, 'lost+found')) + mounted(dataDir);
  expect(() => checkMovable(dataDir, workshop, foreign)).not.toThrow();
  expect(readdirSync(dataDir)).toEqual(names);
  expect(wordsIn(dataDir)).toEqual(['old', 'old']);
  expect(wordsIn(workshop)).toEqual(['new', 'new']);
});

test('[U4] what the disk refuses past the turning point is said as it is, and the restore goes on after it', () => {
  const aside = join(dataDir, `before-restore-${when}`);
  const inTheWay = (change: string) => {
    if (change === 'turn to the new house') writeFileSync(aside, 'in the way');
  };
  const sentence =
    /^The restore into .* has begun and cannot be finished yet \(EEXIST: .*before-restore-.*\)\. Nothing is lost: .*; then start Gloss, and it goes on with the restore\.$/;
  expect(() => moveIn(dataDir, prepared(), inTheWay)).toThrow(sentence);
  expect(() => finishRestore(dataDir)).toThrow(sentence);
  rmSync(aside);
  expect(finishRestore(dataDir)).toBe(aside);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(wordsIn(aside)).toEqual(['old', 'old']);
});
