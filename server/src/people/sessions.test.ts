import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { AccountId } from '@gloss/shared/words/ids';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { newDraftId } from './drafts.ts';
import { openPeople } from './people.ts';
import type { People } from './people.ts';

let dataDir: string;
let people: People;
let now: number;
let ada: AccountId;
let cookie: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gloss-sessions-'));
  now = Date.now();
  const complain = (sentence: string) => expect.fail(sentence);
  const baseUrl = new URL('http://localhost:4310');
  people = await openPeople({ dataDir, baseUrl, now: () => now, complain });
  ada = await people.addAccount({
    name: 'Ada',
    organisation: '',
    email: 'ada@example.org',
    mayCreate: false,
  });
  const token = new URL(await people.link(ada)).hash.slice(1);
  const entered = await people.enter({ token }, new Headers());
  if (!entered.ok) throw new Error('no entry');
  cookie = entered.value.cookies.map((line) => line.split(';', 1)[0]).join('; ');
});

afterEach(async () => {
  await people.close();
  rmSync(dataDir, { recursive: true });
});

/** Another process changes the database. */
function elsewhere(statement: string, ...values: string[]): void {
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'), { timeout: 5000 });
  file.prepare(statement).run(...values);
  file.close();
}

test('[S2] a session that another process ends holds for ten seconds at most', async () => {
  expect(await people.whoIs(cookie)).toMatchObject({ account: ada });
  elsewhere('delete from session');
  expect(await people.whoIs(cookie)).toMatchObject({ account: ada });
  now += 10_000;
  expect(await people.whoIs(cookie)).toBeNull();
});

test('[S2] a session ends in its time, to the millisecond', async () => {
  elsewhere('update session set expiresAt = ?', new Date(now + 3000).toISOString());
  now += 2999;
  expect(await people.whoIs(cookie)).toMatchObject({ account: ada });
  now += 1;
  expect(await people.whoIs(cookie)).toBeNull();
});

test('what this process changes is seen at once', async () => {
  expect(await people.whoIs(cookie)).toMatchObject({ mayCreate: false });
  const draft = { id: newDraftId(), title: 'A', status: 'drafting', lead: ada } as const;
  await people.createDraft(draft);
  expect(await people.whoIs(cookie)).toMatchObject({ mayCreate: true });
});

test('everybody who asks at the same time gets the same answer', async () => {
  const asked = await Promise.all(Array.from({ length: 50 }, () => people.whoIs(cookie)));
  expect(new Set(asked).size).toBe(1);
});

test.each([
  ['no cookie at all', () => undefined],
  ['cookies of others', () => 'theme=dark; session_token=x'],
  ['a signature that is cut short', () => cookie.slice(0, -6)],
  ['another token under the same signature', () => cookie.replace(/=(.)/, '=x$1')],
  ['a token without a signature', () => cookie.replace(/\..*$/, '')],
])('[R3] %s is nobody', async (_name, made) => {
  expect(await people.whoIs(made())).toBeNull();
});

test('other cookies make no other session', async () => {
  expect(await people.whoIs(`theme=dark; ${cookie}; x=1`)).toBe(await people.whoIs(cookie));
});
