import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, expect, test } from 'vitest';

import { walDamage } from './wal-damage.ts';

const folder = mkdtempSync(join(tmpdir(), 'gloss-wal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const frame = 24 + 4096;

/** The log of a database with one table and so many commits of one frame each, and what stands after it from before. */
function logOf(commits: number, isReused = false): Uint8Array {
  const path = join(folder, `${crypto.randomUUID()}.sqlite`);
  const file = new DatabaseSync(path);
  file.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table a (b)');
  const commit = (): void => file.exec(`insert into a values ('x')`);
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
  for (const at of [0, 9, 17, 31]) expect(walDamage(flipped(log, at))).toMatch(/first bytes/);
  for (const at of [32, 40, 47, 50, 32 + 24, 32 + frame + 1000])
    expect(walDamage(flipped(log, at)), String(at)).toMatch(/frame [12] of 5 is damaged/);
  expect(walDamage(flipped(logOf(5, true), 32 + frame + 1000))).toMatch(/frame 2 of/);
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
