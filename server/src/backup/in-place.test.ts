import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { finishRestore, isBeingRestored, makeWorkshop, moveIn } from './in-place.ts';

const when = '20261123T031533Z';
const files = ['gloss.sqlite', 'house-id'];

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gloss-in-place-'));
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
  const shelf = join(dataDir, 'shelf');
  mkdirSync(shelf);
  writeFileSync(join(shelf, 'backup.tar'), 'old');
  cutShort('begin to move in');
  const aside = join(dataDir, `before-restore-${when}`);
  cpSync(join(aside, 'shelf'), shelf, { recursive: true });
  finishRestore(dataDir);
  expect(wordsIn(dataDir)).toEqual(['new', 'new']);
  expect(readFileSync(join(aside, 'shelf', 'backup.tar'), 'utf8')).toBe('old');
  expect(readdirSync(dataDir)).not.toContain('shelf');
});
