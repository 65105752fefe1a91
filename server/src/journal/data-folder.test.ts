import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { lockRefused, takeFolder } from './data-folder.ts';

let dataDir: string;
let lock: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gloss-taken-'));
  lock = join(dataDir, 'in-use.lock');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toMatchObject({ code: 'refused' });
    return (error as Error).message;
  }
  throw new Error('The folder was taken.');
}

/** What SQLite says of a file that this process may only read, also to the superuser. */
function readOnlyError(sql: string): unknown {
  new DatabaseSync(lock).close();
  const file = new DatabaseSync(lock, { readOnly: true });
  try {
    file.exec(sql);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    file.close();
  }
}

test('[K6] a folder is taken once, and again when it was given back', () => {
  const taken = takeFolder(dataDir);
  expect(refused(() => takeFolder(dataDir))).toMatch(/^Another Gloss is running on the data /);
  taken.close();
  takeFolder(dataDir).close();
});

test('control: of a file that may only be read SQLite takes no lock with `begin exclusive` alone, and says nothing', () => {
  expect(readOnlyError('begin exclusive')).toBeUndefined();
});

test('[K9] a lock that may not be written is refused with who must own the folder', () => {
  const error = readOnlyError('begin exclusive; pragma user_version = 1');
  expect(lockRefused(dataDir, error)).toMatch(
    /in-use\.lock cannot be written, .* The account that runs Gloss.* must own .* and everything in it\.$/,
  );
});

test.skipIf(process.platform === 'win32')(
  '[K6] a lock that belongs to another account, and may only be read, is not taken',
  () => {
    takeFolder(dataDir).close();
    chmodSync(lock, 0o444);
    const said = asNoRoot(() => refused(() => takeFolder(dataDir)));
    expect(said).toMatch(/in-use\.lock cannot be written, .* must own /);
  },
);

/** The superuser may write whatever the modes say: here it is somebody else for a moment. */
function asNoRoot<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(dataDir, 0o755);
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

test('[K9] a lock that is a folder, or another file, is refused as that', () => {
  mkdirSync(lock);
  expect(refused(() => takeFolder(dataDir))).toMatch(/in-use\.lock is not the file that Gloss /);
  rmSync(lock, { recursive: true });
  writeFileSync(lock, 'the number of some process, as other programs do it '.repeat(50));
  expect(refused(() => takeFolder(dataDir))).toMatch(/in-use\.lock is not the file that Gloss /);
});

test('[K9] a folder in which no lock can be made is refused with a sentence', () => {
  expect(refused(() => takeFolder(join(dataDir, 'nowhere')))).toMatch(
    /in-use\.lock cannot be written/,
  );
});

test('[K9] a disk that fails is not said to be another Gloss', () => {
  const error = Object.assign(new Error('disk I/O error'), { errcode: 10 | (15 << 8) });
  expect(lockRefused(dataDir, error)).toMatch(/cannot be locked \(disk I\/O error\)\. .* disk of/);
});
