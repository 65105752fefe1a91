/** Examining a backup takes room for it elsewhere: what that place refuses says nothing about the backup, and nothing stays there. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createBackup } from '@gloss/server/backup/create';
import { restoreBackup } from '@gloss/server/backup/restore';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { changedEnv } from '../fuzz/other-code.ts';
import type { CodeChange } from '../fuzz/other-code.ts';
import { gloss } from '../stage/gloss.ts';
import { openHouse } from '../stage/house.ts';
import { until } from '../stage/until.ts';

const main = new URL('../../server/src/main.ts', import.meta.url).pathname;
const shelf = mkdtempSync(join(tmpdir(), 'gloss-shelf-'));
const file = join(shelf, 'backup.tar');
const dataDir = join(shelf, 'house');
const step = () => () => undefined;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A temporary folder of its own for each test. */
let temporary: string;

beforeAll(async () => {
  const house = await openHouse();
  const ada = await house.enter('Ada', 'editor');
  await ada.writes('Words that nobody else shall read.').untilSaved();
  await createBackup({ dataDir: house.dataDir, path: file, now: () => Date.now(), step });
  await house.close();
  const usual = { replace: false, despiteFindings: false, now: () => Date.now(), step };
  await restoreBackup({ path: file, dataDir, ...usual });
}, 60_000);
beforeEach(() => (temporary = mkdtempSync(join(shelf, 'temporary-'))));
afterAll(() => rmSync(shelf, { recursive: true, force: true }));

function verify(env: Readonly<Record<string, string>>) {
  return gloss(['backup', 'verify', file, '--json'], { TMPDIR: temporary, ...env });
}

const nothingIsKnown = 'Nothing is known of this backup yet, and nothing was changed.';

/** Where the folder for it is full, this is said, and no report is made. */
const noRoom = () =>
  `${file} was not examined: there is not enough room for it in the temporary folder ${temporary}. ` +
  `${nothingIsKnown} Make room there, or name a larger folder in TMPDIR.\n`;

test('[G1] control: with room for it, the backup is whole', async () => {
  const { code, stdout, stderr } = await verify({});
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ isWhole: true, findings: [] });
  expect(readdirSync(temporary)).toEqual([]);
});

test('[G1] a temporary folder that cannot be used is no finding about the backup', async () => {
  const before = readFileSync(file);
  writeFileSync(join(temporary, 'file'), '');
  for (const [name, code] of [
    ['nowhere', 'ENOENT'],
    ['file', 'ENOTDIR'],
  ] as const) {
    const ended = await verify({ TMPDIR: join(temporary, name) });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(
      `${file} was not examined: the temporary folder ${join(temporary, name)} cannot be used: ${code}`,
    );
    expect(ended.stderr).toMatch(/ Name another folder with enough room in TMPDIR\.\n$/);
    expect(ended.stderr).toContain(nothingIsKnown);
  }
  expect(readFileSync(file).equals(before)).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  '[G1] nor is one in which there is no room for it',
  async () => {
    expect(await withoutRoom('backup', 'verify', file, '--json')).toEqual({
      code: 1,
      stdout: '',
      stderr: noRoom(),
    });
    expect(readdirSync(temporary)).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')(
  '[U2] what can be found without room is found without it',
  async () => {
    const changed = join(temporary, 'changed.tar');
    const bytes = readFileSync(file);
    const near = bytes.length - 3000;
    bytes[near] = (bytes[near] ?? 0) ^ 1;
    writeFileSync(changed, bytes);
    const { code, stdout } = await withoutRoom('backup', 'verify', changed, '--json');
    expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({
      code: 1,
      isWhole: false,
      findings: [{ what: expect.stringContaining('not, byte for byte, what was written') }],
    });
    expect(readdirSync(temporary)).toEqual(['changed.tar']);
  },
);

/** The system refuses every byte of a file behind its first 16 KB. */
function withoutRoom(...words: readonly string[]) {
  const all = ['-c', 'ulimit -f 32; exec "$0" "$@"', process.execPath, main, ...words];
  return endOf(spawned('sh', all));
}

const full = `throw Object.assign(new Error('database or disk is full'), { errcode: 13 });`;

test.each<[string, CodeChange]>([
  [
    'when the house in it is brought up to date',
    { module: 'backup/bring-up-to-date.ts', from: 'migrate(file);', to: full },
  ],
  [
    'when the house in it is walked',
    { module: 'backup/check-document.ts', from: 'stored = tables.read(name);', to: full },
  ],
])('[G1] nor is one that is full only %s', async (_, change) => {
  const ended = await verify(changedEnv(change));
  expect(ended).toEqual({ code: 1, stdout: '', stderr: noRoom() });
  expect(readdirSync(temporary)).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  '[U4] a restore for which there is no room says so, and nothing about the backup',
  async () => {
    const target = join(temporary, 'target');
    const ended = await withoutRoom('backup', 'restore', file, '--data-dir', target);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^The backup could not be unpacked into .*, and nothing was changed: EFBIG: [^\n]*\n$/,
    );
    expect(readdirSync(target)).toEqual(['in-use.lock']);
  },
);

/** Stands still there for as long as it lives; signals are heard. */
const forever = 'await new Promise(() => setInterval(() => undefined, 1000));';

/** The database is unpacked, and its file is still open. */
const whileItUnpacks: CodeChange = {
  module: 'backup/archive.ts',
  from: 'bytes += chunk.length;',
  to: `bytes += chunk.length; if (into !== null && name === 'gloss.sqlite') { yield chunk; ${forever} }`,
};

test.each(signals)('[G1] %s while a backup is examined: nothing of it stays', async (signal) => {
  const running = spawned(
    process.execPath,
    [main, 'backup', 'verify', file],
    changedEnv(whileItUnpacks),
  );
  const ending = endOf(running);
  await until('the database is being unpacked', () => unpackedIn(temporary).includes('secret'));
  await until('and written', () => unpackedIn(temporary).includes('gloss.sqlite'));
  running.kill(signal);
  expect(await ending).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The backup was not examined to its end; what was unpacked is removed.\n',
  });
  expect(readdirSync(temporary)).toEqual([]);
});

test.each(signals)('[U3] %s while a backup is made: nothing of it stays', async (signal) => {
  const target = join(temporary, 'backups');
  mkdirSync(target);
  const from = 'await bringUpToDate(workshop);';
  const held = changedEnv({ module: 'backup/create.ts', from, to: `${forever} ${from}` });
  const words = [main, 'backup', 'create', '--to', target, '--data-dir', dataDir];
  const running = spawned(process.execPath, words, held);
  const ending = endOf(running);
  await until('the house is copied', () => unpackedIn(target).includes('secret'));
  running.kill(signal);
  const stderr = 'The backup was cut short; nothing was kept of it.\n';
  expect(await ending).toEqual({ code: 1, stdout: '', stderr });
  expect(readdirSync(target)).toEqual([]);
});

function unpackedIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)));
}

function spawned(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(program, words, {
    env: { ...process.env, BASE_URL: '', TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function endOf(running: ChildProcess) {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    running[stream]?.on('data', (bytes: Buffer) => (printed[stream] += bytes.toString()));
  await once(running, 'close');
  return { code: running.exitCode, ...printed };
}
