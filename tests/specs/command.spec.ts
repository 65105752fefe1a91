/** The command line as a process: what it prints, and with which code it ends. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { gloss } from '../stage/gloss.ts';
import { openEmptyHouse } from '../stage/house.ts';

test('[G1] help says what there is, and each command what it takes', async () => {
  const all = await gloss(['--help']);
  expect(all.code).toBe(0);
  for (const command of ['serve', 'links', 'backup', 'verify', 'doctor']) {
    expect(all.stdout).toContain(command);
    const one = await gloss([command, '--help']);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toContain(`Usage: gloss ${command}`);
  }
});

test.each([
  [['frob'], 'There is no command "frob". Help: gloss --help'],
  [['link'], 'There is no command "link". (Did you mean links?) Help: gloss --help'],
  [['links', '--loudly'], "Unknown option '--loudly'. Help: gloss --help"],
])('[G1] called wrongly, %j ends with 2 and a sentence', async (words, sentence) => {
  expect(await gloss(words)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
});

test('[G1] what fails ends with 1 and a sentence', async () => {
  const failed = await gloss(['links', '--data-dir', '/nowhere/at/all']);
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toBe(
    'There is no Gloss in /nowhere/at/all yet. Start it first, or set DATA_DIR.\n',
  );
});

test('[G1] a bad setting ends with 1 and names the variable', async () => {
  const failed = await gloss(['serve'], { PORT: 'none' });
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toMatch(/^PORT is "none" but must be/);
});

test('[G1] README.md names every command', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const { stdout } = await gloss(['--help']);
  const list = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Settings are'));
  const names = [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThanOrEqual(6);
  for (const name of names) if (name !== 'help') expect(readme).toContain(`| \`gloss ${name}`);
});

test.skipIf(process.platform === 'win32')(
  'whatever Gloss makes is for its owner only, also in a folder that is open to all',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'gloss-open-'));
    const dataDir = join(place, 'data');
    mkdirSync(dataDir, { mode: 0o755 });
    const house = await openEmptyHouse({ env: { DATA_DIR: dataDir } });
    try {
      await house.crash();
      expect(await gloss(['links'], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
      await house.reopen();
      expect((await gloss(['backup', 'create', '--to', place], { DATA_DIR: dataDir })).code).toBe(
        0,
      );
      const made = [...readdirSync(dataDir), ...readdirSync(place).map((name) => join('..', name))];
      expect(made).toEqual(
        expect.arrayContaining(['gloss.sqlite', 'gloss.sqlite-wal', 'house-id']),
      );
      const open = made.filter((name) => {
        const found = statSync(join(dataDir, name));
        return found.isFile() && (found.mode & 0o077) !== 0;
      });
      expect(open).toEqual([]);
    } finally {
      await house.close();
      rmSync(place, { recursive: true, force: true });
    }
  },
);
