/** A data folder that must not be opened: one sentence on the last line, exit code 1, and nothing changed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openSqliteJournal } from '@gloss/server/journal/sqlite-journal';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { changedEnv } from '../fuzz/other-code.ts';
import type { Ended } from '../stage/gloss.ts';
import { gloss } from '../stage/gloss.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';

/** Somebody's words are in it; each test spoils a copy. */
let house: House;
/** As a crash left it, with its write-ahead log. */
let folder: string;

beforeAll(async () => {
  house = await openHouse();
  const ada = await house.enter('Ada', 'editor');
  for (const words of ['One.', 'Two.', 'Three.']) await ada.writes(words).untilSaved();
  await house.crash();
  folder = mkdtempSync(join(tmpdir(), 'gloss-refused-'));
  cpSync(house.dataDir, folder, { recursive: true });
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

test('[K9] undamaged, the folder opens: a second server on it is refused while the first runs', async () => {
  await house.reopen();
  const second = await started(house.dataDir);
  expect(sentenceOf(second)).toMatch(
    /^Another Gloss is running on .* Stop it, or set another DATA_DIR\.$/,
  );
  await house.crash();
});

test.each<[string, (copy: string) => void, RegExp]>([
  [
    'of a newer version',
    (copy) => behind(copy, 'update journal_version set steps = steps + 1'),
    /^This data folder was written by a newer version of Gloss\. Start that version/,
  ],
  [
    'with another database',
    (copy) => behind(copy, `update journal_house set id = 'another'`),
    /^The database in .* is missing, empty or another one than before\. Restore it from a backup/,
  ],
  [
    'with a database that is none',
    (copy) => {
      rmSync(join(copy, 'gloss.sqlite-wal'));
      writeFileSync(join(copy, 'gloss.sqlite'), 'a letter, not a database '.repeat(500));
    },
    /^The database in .* cannot be opened \(.*\)\. Nothing was changed .* restore a backup\.$/,
  ],
  [
    'with a damaged write-ahead log',
    (copy) => flip(join(copy, 'gloss.sqlite-wal'), 32 + 24 + 2000),
    /^The newest edits in .* cannot be read \(frame 1 of \d+ is damaged\)\. Nothing was changed/,
  ],
])('[K9] a folder %s', async (_, spoil, sentence) => {
  const copy = mkdtempSync(join(tmpdir(), 'gloss-refused-'));
  try {
    cpSync(folder, copy, { recursive: true });
    spoil(copy);
    const before = readFileSync(join(copy, 'gloss.sqlite'));
    expect(sentenceOf(await started(copy))).toMatch(sentence);
    expect(readFileSync(join(copy, 'gloss.sqlite')).equals(before), 'it is as it was').toBe(true);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('[K9] a folder that cannot be written', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'gloss-refused-'));
  cpSync(folder, copy, { recursive: true });
  const { env, givesBack } = makeReadOnly(copy);
  try {
    expect(sentenceOf(await started(copy, env))).toMatch(
      /^DATA_DIR .* cannot be used \(E[A-Z]+\)\. Choose a folder that can be written\.$/,
    );
  } finally {
    givesBack();
    rmSync(copy, { recursive: true, force: true });
  }
});

test('[K9] a disk that forgets what was written to it', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'gloss-refused-'));
  // A disk that confirms and does not write: what the self-test wrote is not what it finds.
  const env = changedEnv({
    module: 'journal/sqlite-house.ts',
    from: `.run(written);`,
    to: `.run(randomBytes(16));`,
  });
  try {
    const ended = await started(copy, env);
    expect(sentenceOf(ended)).toMatch(
      /^What is written to .* does not stay there\. Use another disk\.$/,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('[K9] a network disk, unless it is allowed', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'gloss-refused-'));
  const env = changedEnv({
    module: 'journal/disk-kind.ts',
    from: 'statfsSync(dataDir).type',
    to: '0x6969',
  });
  try {
    const ended = await started(copy, env);
    expect(sentenceOf(ended)).toMatch(
      /^DATA_DIR .* is on a network disk \(NFS\), .* ALLOW_NETWORK_DISK=on/,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('[K9] a clock that was set back is said, and no reason to stay closed', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'gloss-refused-'));
  cpSync(folder, copy, { recursive: true });
  const said: string[] = [];
  behind(copy, 'update journal_document set changed_at = changed_at + 3600000');
  const journal = await openSqliteJournal(copy, {
    fail: (error) => said.push(error.message),
    complain: (sentence) => said.push(sentence),
  });
  await journal.close();
  expect(said).toEqual([
    expect.stringMatching(/^The last edit was written at 2.* Set the clock\.$/),
  ]);
  rmSync(copy, { recursive: true, force: true });
});

function started(dataDir: string, env: Record<string, string> = {}): Promise<Ended> {
  return gloss(['serve'], { DATA_DIR: dataDir, PORT: '0', GLOSS_SAMPLE: 'off', ...env });
}

/** The one line that a server printed which ended with 1. */
function sentenceOf({ code, stdout, stderr }: Ended): string {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  return stderr.trim();
}

function behind(dataDir: string, sql: string): void {
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'));
  file.exec(sql);
  file.close();
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

/**
 * Root may write where nobody may: there it takes a disk that is mounted for reading only, and where mounting is not
 * allowed either, a system call that says so.
 */
function makeReadOnly(dataDir: string): { env: Record<string, string>; givesBack(): void } {
  if (process.getuid?.() !== 0) {
    chmodSync(dataDir, 0o500);
    return { env: {}, givesBack: () => chmodSync(dataDir, 0o700) };
  }
  try {
    execFileSync('mount', ['--bind', dataDir, dataDir], { stdio: 'ignore' });
  } catch {
    const env = changedEnv({
      module: 'src/folder.ts',
      from: 'accessSync(dataDir,',
      to: `throw Object.assign(new Error(), { code: 'EROFS' }); accessSync(dataDir,`,
    });
    return { env, givesBack: () => undefined };
  }
  execFileSync('mount', ['-o', 'remount,bind,ro', dataDir]);
  return { env: {}, givesBack: () => void execFileSync('umount', [dataDir]) };
}
