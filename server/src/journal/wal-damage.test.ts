import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, expect, test } from 'vitest';

import { cutFor, walDamage } from './wal-damage.ts';

const folder = mkdtempSync(join(tmpdir(), 'gloss-wal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const frame = 24 + 4096;

/** The log of a database with one table and so many commits of one frame each, and what stands after it from before. */
function logOf(commits: number, isReused = false, words = 'x'): Uint8Array {
  const path = join(folder, `${crypto.randomUUID()}.sqlite`);
  const file = new DatabaseSync(path);
  file.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table a (b)');
  const commit = (): void => file.exec(`insert into a values ('${words}')`);
  if (isReused) for (let each = 0; each < 30; each += 1) commit();
  file.exec(`pragma wal_checkpoint(${isReused ? 'restart' : 'truncate'})`);
  for (let each = 0; each < commits; each += 1) commit();
  const log = Uint8Array.from(readFileSync(`${path}-wal`));
  file.close();
  return log;
}

function flipped(log: Uint8Array, at: number): Uint8Array {
  const damaged = log.slice();
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  return damaged;
}

test('a log as SQLite left it is sound, also over the rest of an earlier one', () => {
  expect(walDamage(logOf(5))).toBeNull();
  expect(walDamage(logOf(5, true))).toBeNull();
  expect(walDamage(new Uint8Array())).toBeNull();
});

test('a byte in what a later commit follows is damage, wherever it is', () => {
  const log = logOf(5);
  expect(log.byteLength).toBe(32 + 5 * frame);
  for (const at of [0, 9, 17, 31])
    expect(walDamage(flipped(log, at))).toMatchObject({
      what: 'its first bytes are damaged',
      soundBytes: 0,
    });
  for (const at of [32, 40, 47, 50, 32 + 24, 32 + frame + 1000])
    expect(walDamage(flipped(log, at))?.what, String(at)).toMatch(/frame [12] of 5 is damaged/);
  // Also in what tells the frame from those of an earlier use, where only one commit follows.
  for (const salt of [8, 11, 12, 15])
    expect(walDamage(flipped(log, 32 + 3 * frame + salt))?.what, `salt ${salt}`).toMatch(/frame 4/);
  expect(walDamage(flipped(logOf(5, true), 32 + frame + 1000))?.what).toMatch(/frame 2 of/);
});

test('a last commit that is cut short, or was never written, is what a power cut leaves', () => {
  const log = logOf(5);
  const last = 32 + 4 * frame;
  for (let end = last; end < log.byteLength; end += 512) {
    expect(walDamage(log.subarray(0, end))).toBeNull();
    const unwritten = log.slice().fill(0, end);
    expect(walDamage(unwritten)).toBeNull();
  }
  expect(walDamage(flipped(log, last + 100))).toBeNull();
  expect(walDamage(log.slice().fill(0))).toBeNull();
});

test('what is sound ends with the last commit before the damage', () => {
  const log = logOf(5);
  const soundUnder = (at: number) => walDamage(flipped(log, at))?.soundBytes;
  expect(soundUnder(32 + 100)).toBe(0);
  for (const damaged of [1, 2, 3])
    expect(soundUnder(32 + damaged * frame + 100)).toBe(32 + damaged * frame);
  // Two commits of which the second has several pages: half of it is of no use.
  const long = logOf(3, false, 'x'.repeat(9000));
  const pages = (long.byteLength - 32) / frame / 3;
  expect(pages).toBeGreaterThan(2);
  const inSecond = 32 + (2 * pages - 1) * frame + 100;
  expect(walDamage(flipped(long, inSecond))?.soundBytes).toBe(32 + pages * frame);
});

test('it is cut there only where the database holds nothing of what stands behind', () => {
  const damage = walDamage(flipped(logOf(5), 32 + 2 * frame + 100));
  if (damage === null) throw new Error('the test expects damage');
  expect(damage.behind).toHaveLength(3);
  expect(damage.newest).toHaveLength(1);
  const [third, fourth, fifth] = damage.behind;
  expect(cutFor(damage, () => false)).toBe(32 + 2 * frame);
  expect(cutFor(damage, ({ bytes }) => same(bytes, fifth?.bytes))).toBe(0);
  for (const some of [third, fourth])
    expect(cutFor(damage, ({ bytes }) => same(bytes, some?.bytes))).toBeNull();
});

function same(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && Buffer.compare(one, other) === 0;
}
