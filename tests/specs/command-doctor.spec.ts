/** `gloss doctor`: what it says of settings that fit and of some that do not, of a folder in use, and of backups. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { gloss } from '../stage/gloss.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { freePort } from '../stage/port.ts';

interface Advice {
  readonly is: 'ok' | 'look' | 'wrong';
  readonly about: string;
  readonly says: string;
  readonly todo?: string;
}

interface Diagnosis {
  readonly code: number | null;
  readonly ok: boolean;
  readonly about: (what: string) => Advice | undefined;
}

let house: House;
const shelf = mkdtempSync(join(tmpdir(), 'gloss-doctor-'));
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  rmSync(shelf, { recursive: true, force: true });
});

async function diagnosis(env: Record<string, string>): Promise<Diagnosis> {
  const { code, stdout, stderr } = await gloss(['doctor', '--json'], env);
  expect(stderr).toBe('');
  const { ok, advice } = JSON.parse(stdout) as { ok: boolean; advice: Advice[] };
  for (const { is, todo } of advice) expect(todo !== undefined).toBe(is !== 'ok');
  return { code, ok, about: (what) => advice.find(({ about }) => about === what) };
}

test('[G2] of a house that runs it says so, and that there is no backup until there is one', async () => {
  const port = new URL(house.url).port;
  const env = { DATA_DIR: house.dataDir, PORT: port };
  const { code, ok, about } = await diagnosis(env);
  expect({ code, ok }).toEqual({ code: 0, ok: true });
  expect(about('PORT')).toMatchObject({ is: 'ok', says: port });
  expect(about('HOST')).toMatchObject({ is: 'ok', says: '127.0.0.1 (not set)' });
  expect(about('server')?.says).toBe('one runs on this folder');
  expect(about('port')).toMatchObject({
    is: 'ok',
    says: `${port} is taken by the Gloss that runs`,
  });
  for (const what of ['Gloss', 'Node', 'SQLite', 'file system', 'disk', 'room', 'clock', 'address'])
    expect(about(what)?.says, what).toMatch(/\S/);
  expect(about('last backup')).toMatchObject({ is: 'look', says: 'none is known' });

  const made = await gloss(['backup', 'create', '--to', shelf], env);
  expect(made).toMatchObject({ code: 0 });
  expect((await diagnosis(env)).about('last backup')?.is).toBe('ok');
});

test('[G2] every setting that does not fit is named, and none hides another', async () => {
  const { code, ok, about } = await diagnosis({
    PORT: '70000',
    LOG_LEVEL: 'loud',
    METRICS_TOKEN: 'short',
    LIMIT_SOCKETS: 'many',
    LIMIT_SOKCETS: '5',
  });
  expect({ code, ok }).toEqual({ code: 1, ok: false });
  for (const name of ['PORT', 'LOG_LEVEL', 'METRICS_TOKEN', 'LIMIT_SOCKETS'])
    expect(about(name), name).toMatchObject({ is: 'wrong' });
  expect(about('METRICS_TOKEN')?.says).not.toContain('short');
  expect(about('LIMIT_SOKCETS')).toMatchObject({ is: 'look' });
});

test.each([
  ['an address without encryption', { BASE_URL: 'http://drafts.example.org' }, 'wrong'],
  ['a proxy that is not trusted', { BASE_URL: 'https://drafts.example.org' }, 'look'],
  ['a door open to others, with links for oneself', { HOST: '0.0.0.0' }, 'look'],
  ['a proxy that is', { BASE_URL: 'https://drafts.example.org', TRUST_PROXY: 'on' }, 'ok'],
] as const)('[G2] looks at the address: %s', async (_what, env, is) => {
  const PORT = String(await freePort());
  const { about, code } = await diagnosis({ DATA_DIR: join(shelf, 'not-there'), PORT, ...env });
  expect(about('address')?.is).toBe(is);
  expect(code).toBe(is === 'wrong' ? 1 : 0);
  expect(about('data folder')).toMatchObject({ is: 'look' });
});

test('[G2] a port that somebody else has is wrong, and a folder that others can read is to be looked at', async () => {
  const other = createServer();
  const PORT = await freePort();
  await new Promise<void>((resolve) => void other.listen(PORT, '127.0.0.1', resolve));
  chmodSync(shelf, 0o755);
  try {
    const { about, code } = await diagnosis({ DATA_DIR: shelf, PORT: String(PORT) });
    expect(code).toBe(1);
    expect(about('port')).toEqual({
      is: 'wrong',
      about: 'port',
      says: `Port ${PORT} on 127.0.0.1 is taken`,
      todo: 'Stop what runs there, or set PORT to another one.',
    });
    if (process.platform !== 'win32') expect(about('data folder')).toMatchObject({ is: 'look' });
  } finally {
    other.close();
  }
});

test('[G2] of a lock that is none it says so, and not that a server runs', async () => {
  const folder = mkdtempSync(join(shelf, 'lock-'));
  writeFileSync(join(folder, 'in-use.lock'), 'This is no lock of Gloss. '.repeat(100));
  const { about, code } = await diagnosis({ DATA_DIR: folder, PORT: String(await freePort()) });
  expect(code).toBe(1);
  expect(about('server')).toMatchObject({ is: 'wrong' });
  expect(about('server')?.todo).toContain('is not the file that Gloss makes there');
});

test('[G2] for people it is a line each', async () => {
  const { code, stdout } = await gloss(['doctor', '--data-dir', shelf], { GLOSS_SAMPEL: 'off' });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ok {4}HOST: 127\.0\.0\.1 \(not set\)$/m);
  expect(stdout).toMatch(/^look {2}GLOSS_SAMPEL: is set, and is no setting of Gloss\n {6}Compare/m);
});
