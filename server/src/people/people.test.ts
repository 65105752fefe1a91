import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AccountId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Let } from './door.ts';
import { newDraftId } from './drafts.ts';
import type { Change, People } from './people.ts';
import { openPeople } from './people.ts';

let dataDir: string;
let people: People;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'gloss-people-'));
  people = await open('http://localhost:4310');
});

afterEach(async () => {
  vi.useRealTimers();
  await people.close();
  rmSync(dataDir, { recursive: true });
});

test('the first account names itself, may create drafts, and the set-up link is then spent', async () => {
  const link = await people.setupLink();
  const founder = { name: 'Ada', organisation: 'Strategy office', email: 'Ada@example.org' };
  const unnamed = await people.enter({ token: tokenOf(link) }, new Headers());
  const entered = await people.enter({ token: tokenOf(link), founder }, new Headers());
  const again = await people.enter({ token: tokenOf(link), founder }, new Headers());
  expect(codeOf(unnamed)).toBe('malformed');
  expect(granted(entered).me).toMatchObject({
    ...founder,
    email: 'ada@example.org',
    mayCreate: true,
  });
  expect(codeOf(again)).toBe('link-spent');
  expect(await people.setupLink()).toBeNull();
});

test('two set-up links used at once make one founder', async () => {
  const links = [await people.setupLink(), await people.setupLink()];
  const entering = links.map((link, at) => {
    const founder = { name: 'Ada', organisation: '', email: `ada${at}@example.org` };
    return people.enter({ token: tokenOf(link), founder }, new Headers());
  });
  const entered = await Promise.all(entering);
  expect(entered.map(({ ok }) => ok)).toEqual([true, false]);
  expect(await people.accounts()).toHaveLength(1);
});

test('[O5] coming in, going out and a link that did not hold are on record', async () => {
  const account = await newcomer('Ada');
  const token = tokenOf(await people.link(account));
  const { cookies } = granted(await people.enter({ token }, new Headers()));
  await people.enter({ token }, new Headers());
  await people.enter({ token }, new Headers());
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
  await people.leave(cookie);
  const rows = await people.record({ limit: 9 });
  expect(rows.map(({ did, by, detail }) => [did, by, detail])).toEqual([
    ['signed-out', account, ''],
    // Two within the minute make one row.
    ['refused-link', null, '1'],
    ['signed-in', account, ''],
  ]);
});

test('a link signs in once', async () => {
  const account = await newcomer('Ada');
  const token = tokenOf(await people.link(account));
  const first = await people.enter({ token }, new Headers());
  const second = await people.enter({ token }, new Headers());
  expect(granted(first).me.account).toBe(account);
  expect(codeOf(second)).toBe('link-spent');
});

test('of two who spend a link at once, one comes in', async () => {
  const token = tokenOf(await people.link(await newcomer('Ada')));
  const both = await Promise.all([
    people.enter({ token }, new Headers()),
    people.enter({ token }, new Headers()),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a link is good for an hour and no longer', async () => {
  const early = await people.link(await newcomer('Ada'));
  const late = await people.link(await newcomer('Eve'));
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 59 * 60_000);
  expect((await people.enter({ token: tokenOf(early) }, new Headers())).ok).toBe(true);
  vi.setSystemTime(Date.now() + 2 * 60_000);
  expect(codeOf(await people.enter({ token: tokenOf(late) }, new Headers()))).toBe('link-spent');
});

test('a link stands on the host it is asked for, with its token in the fragment', async () => {
  const link = await people.link(await newcomer('Ada'), 'lead.localhost');
  expect(link).toMatch(/^http:\/\/lead\.localhost:4310\/enter#[A-Za-z]{32}$/);
});

test('the session cookie is HttpOnly, SameSite=Lax and bound to its host; Secure on https only', async () => {
  const [plain = ''] = (await enter(await newcomer('Ada'))).cookies;
  expect(plain).toMatch(/^gloss\.session_token=/);
  expect(plain).toMatch(/HttpOnly/i);
  expect(plain).toMatch(/SameSite=Lax/i);
  expect(plain).not.toMatch(/Domain|Secure/i);
  await people.close();
  people = await open('https://gloss.example');
  const [secure = ''] = (await enter(await newcomer('Eve'))).cookies;
  expect(secure).toMatch(/^__Secure-gloss\.session_token=.*; Secure/i);
});

test('a session says who is there until it is left, and leaving is told', async () => {
  const { me, cookies } = await enter(await newcomer('Ada'));
  const cookie = cookieOf(cookies);
  const changes: Change[] = [];
  people.onChange((change) => changes.push(change));
  expect(await people.whoIs(cookie)).toEqual(me);
  await people.leave(cookie);
  expect(await people.whoIs(cookie)).toBeNull();
  expect(changes).toEqual([{ account: me.account }]);
});

test('a changed cookie is nobody', async () => {
  const { cookies } = await enter(await newcomer('Ada'));
  const forged = cookieOf(cookies.map((cookie) => cookie.replace(/=(.)/, '=x$1')));
  expect(await people.whoIs(forged)).toBeNull();
});

test('whoever leads a draft may create more', async () => {
  const account = await newcomer('Ada');
  expect((await enter(account)).me.mayCreate).toBe(false);
  await draftOf(account);
  expect((await enter(account)).me.mayCreate).toBe(true);
});

test('a draft keeps a lead', async () => {
  const [ada, eve] = [await newcomer('Ada'), await newcomer('Eve')];
  const draft = await draftOf(ada);
  const lead = { name: 'Eve', email: 'eve@example.org', organisation: '', role: 'lead' } as const;
  expect(codeOf(await people.changeRole(draft, ada, 'editor', ada))).toBe('last-lead');
  expect(codeOf(await people.changeRole(draft, ada, null, ada))).toBe('last-lead');
  expect(codeOf(await people.appoint(draft, { ...asAda, role: 'reader' }, ada))).toBe('last-lead');
  granted(await people.appoint(draft, lead, ada));
  granted(await people.changeRole(draft, ada, null, ada));
  expect((await people.participants(draft)).map(({ account }) => account)).toEqual([eve]);
});

test('a role that changes is seen at once and told', async () => {
  const ada = await newcomer('Ada');
  const draft = await draftOf(ada);
  await people.participants(draft);
  const changes: Change[] = [];
  people.onChange((change) => changes.push(change));
  const person = {
    name: 'Bo',
    email: 'bo@example.org',
    organisation: 'Home care',
    role: 'reader',
  } as const;
  const { account } = granted(await people.appoint(draft, person, ada));
  granted(await people.changeRole(draft, account, 'editor', ada));
  expect(await people.participant(draft, account)).toMatchObject({ name: 'Bo', role: 'editor' });
  expect(changes).toEqual([
    { draft, account },
    { draft, account },
  ]);
  expect(codeOf(await people.changeRole(draft, await newcomer('Cy'), 'editor', ada))).toBe(
    'no-such-person',
  );
});

test('a lead is handed the way in of a newcomer, never of someone who has come in or takes part elsewhere', async () => {
  const ada = await newcomer('Ada');
  const [here, there] = [await draftOf(ada), await draftOf(ada)];
  const bo = { name: 'Bo', email: 'bo@example.org', organisation: '', role: 'reader' } as const;
  const first = granted(await people.appoint(here, bo, ada));
  const repeated = granted(await people.appoint(here, bo, ada));
  const elsewhere = granted(await people.appoint(there, bo, ada));
  expect(first.link).toMatch(/\/enter#/);
  expect(repeated.link).toMatch(/\/enter#/);
  expect(elsewhere.link).toBe(`http://localhost:4310/d/${there}`);
  await people.changeRole(there, first.account, null, ada);
  granted(await people.enter({ token: tokenOf(repeated.link) }, new Headers()));
  expect(granted(await people.appoint(here, bo, ada)).link).toBe(`http://localhost:4310/d/${here}`);
});

describe('of two links of one newcomer', () => {
  const bo = { name: 'Bo', email: 'bo@example.org', organisation: '', role: 'reader' } as const;

  async function appointedTwice() {
    const lead = await newcomer('Ada');
    const draft = await draftOf(lead);
    const appointed = async () => granted(await people.appoint(draft, bo, lead));
    const first = await appointed();
    const used = async (link: string) => people.enter({ token: tokenOf(link) }, new Headers());
    return { account: first.account, first: first.link, appointed, used };
  }

  test('[S3] that a lead is given, the newer one holds alone', async () => {
    const { first, appointed, used } = await appointedTwice();
    const { link: second } = await appointed();
    expect(codeOf(await used(first))).toBe('link-spent');
    expect((await used(second)).ok).toBe(true);
  });

  test('[S3] a lead is given none while the other is being used', async () => {
    const { first, appointed, used } = await appointedTwice();
    const [came, { link }] = await Promise.all([used(first), appointed()]);
    expect(came.ok).toBe(true);
    expect(link).not.toContain('#');
  });

  test('[S3] that of the lead is void once one from the operator was used, and so is another of the operator', async () => {
    const { account, first, used } = await appointedTwice();
    const [one, two] = [await people.link(account), await people.link(account)];
    expect((await used(two)).ok).toBe(true);
    for (const link of [first, one]) expect(codeOf(await used(link))).toBe('link-spent');
  });

  test('[S1] from the operator, both hold until one is used', async () => {
    const { account, used } = await appointedTwice();
    const [one] = [await people.link(account), await people.link(account)];
    expect((await used(one)).ok).toBe(true);
  });
});

describe('whoever comes too late with a link of a lead', () => {
  const bo = { name: 'Bo', email: 'bo@example.org', organisation: '', role: 'reader' } as const;
  let account: AccountId;
  let link: string;
  let stranger: Let;
  let changes: Change[];

  /** The lead comes in as the newcomer; then the newcomer has the link. */
  beforeEach(async () => {
    const lead = await newcomer('Ada');
    ({ account, link } = granted(await people.appoint(await draftOf(lead), bo, lead)));
    stranger = granted(await people.enter({ token: tokenOf(link) }, new Headers()));
    changes = [];
    people.onChange((change) => changes.push(change));
  });

  const tries = (cookie?: string) =>
    people.enter({ token: tokenOf(link) }, new Headers(cookie === undefined ? {} : { cookie }));
  const isIn = async ({ cookies }: Let) => (await people.whoIs(cookieOf(cookies))) !== null;

  test('[S4] ends, with the next link, the session of whoever used it, and its sockets', async () => {
    expect(await isIn(stranger)).toBe(true);
    expect(codeOf(await tries())).toBe('link-spent');
    expect(await isIn(stranger)).toBe(true);
    const person = await enter(account);
    expect([await isIn(stranger), await isIn(person)]).toEqual([false, true]);
    expect(changes).toEqual([{ account }]);
  });

  test('[S4] ends it once: a second device leaves the first one in', async () => {
    await tries();
    await tries();
    const first = await enter(account);
    const second = await enter(account);
    await tries(cookieOf(first.cookies));
    expect([await isIn(first), await isIn(second)]).toEqual([true, true]);
  });

  test('[S4] and is in already, has only opened it twice: nothing ends', async () => {
    await tries(cookieOf(stranger.cookies));
    const second = await enter(account);
    expect([await isIn(stranger), await isIn(second)]).toEqual([true, true]);
    expect(changes).toEqual([]);
  });

  test('[S4] ends nothing of anybody else', async () => {
    const other = await enter(await newcomer('Eve'));
    await tries();
    await enter(account);
    expect(await isIn(other)).toBe(true);
  });
});

test('the secret is readable by its owner only', () => {
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
});

test('people and drafts are there after the house is opened again', async () => {
  const ada = await newcomer('Ada');
  const draft = await draftOf(ada);
  const { cookies } = await enter(ada);
  await people.close();
  people = await open('http://localhost:4310');
  expect(await people.whoIs(cookieOf(cookies))).toMatchObject({ account: ada });
  expect(await people.draftsOf(ada)).toMatchObject([{ id: draft, role: 'lead', epoch: 1 }]);
});

const asAda = { name: 'Ada', email: 'ada@example.org', organisation: '' };

function open(baseUrl: string): Promise<People> {
  return openPeople({
    dataDir,
    baseUrl: new URL(baseUrl),
    now: () => 1,
    complain: (sentence) => expect.fail(sentence),
  });
}

function newcomer(name: string): Promise<AccountId> {
  const email = `${name.toLowerCase()}@example.org`;
  return people.addAccount({ name, email, organisation: '', mayCreate: false });
}

async function draftOf(lead: AccountId) {
  const id = newDraftId();
  await people.createDraft({ id, title: 'Strategy', status: 'drafting', lead });
  return id;
}

async function enter(account: AccountId): Promise<Let> {
  return granted(await people.enter({ token: tokenOf(await people.link(account)) }, new Headers()));
}

function tokenOf(link: string | null): string {
  return new URL(link ?? '').hash.slice(1);
}

function cookieOf(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

function granted<Value>(ruling: Ruling<Value>): Value {
  if (!ruling.ok) throw new Error(ruling.refusal.sentence);
  return ruling.value;
}

function codeOf(ruling: Ruling<unknown>): string | undefined {
  return ruling.ok ? undefined : ruling.refusal.code;
}
