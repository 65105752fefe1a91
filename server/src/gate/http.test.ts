import { paths, Refused } from '@gloss/shared/wire/api';
import type { Me } from '@gloss/shared/wire/api';
import { importBytes, requestBytes } from '@gloss/shared/wire/limits';
import { AccountId, ActId, DraftId, ThreadId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import { grant } from '@gloss/shared/words/refusal';
import type { Role } from '@gloss/shared/words/role';
import { beforeEach, expect, test } from 'vitest';

import { silentLog } from '../log/log.ts';
import { stderrLog } from '../log/stderr-log.ts';
import type { DraftRow } from '../people/database.ts';
import type { People } from '../people/people.ts';
import { contentSecurityPolicy } from './headers.ts';
import { buildApp } from './http.ts';
import { defaultLimits } from './limits.ts';
import { originRule } from './origin.ts';
import type { HttpWorld } from './world.ts';

const draft: DraftRow = {
  id: DraftId.parse('draft-of-mine'),
  title: 'Strategy',
  status: 'drafting',
  epoch: 1,
  createdAt: 1,
  changedAt: 1,
};
const others = DraftId.parse('draft-of-others');
const json = { 'content-type': 'application/json' };
const ours = { origin: 'http://localhost:4310', host: 'localhost:4310' };
const sent = { id: ActId.parse('act-00001') };
const act = { ...sent, act: { act: 'annotate', body: 'Hm', type: 'general', labels: [] } };

const noThreads = { unchanged: 0, edited: 0, moved: 0, toConfirm: 0, lost: 0, found: 0 };

/** What the house was asked to do. */
let done: string[];
let role: Role | undefined;
let me: Me | null;

beforeEach(() => {
  done = [];
  role = 'lead';
  me = account('ada-0001', 'Ada');
});

const posts: [string, string, object][] = [
  ['enter', paths.enter, { token: 'abc' }],
  ['leave', paths.leave, {}],
  ['create', paths.drafts, { title: 'New' }],
  ['settings', paths.draft(draft.id), { status: 'agreed' }],
  ['act', paths.acts(draft.id), act],
  [
    'appoint',
    paths.participants(draft.id),
    { name: 'Bo', email: 'bo@example.org', organisation: '', role: 'editor' },
  ],
  ['role', paths.participant(draft.id, AccountId.parse('ada-0001')), { role: 'reader' }],
];

test.each(posts)('[%s] is done for our own page', async (name, address, body) => {
  expect((await post(address, body)).status).toBe(200);
  expect(done).toContain(name);
});

test.each(posts)('[%s] is refused to another site and to nobody', async (_name, address, body) => {
  for (const headers of [{ ...ours, origin: 'http://evil.example' }, { host: ours.host }]) {
    expect(await codeOf(post(address, body, headers))).toEqual([403, 'foreign-origin']);
  }
  expect(done).toEqual([]);
});

test.each(posts.filter(([name]) => name !== 'leave'))(
  '[%s] is refused where the body is not of its form',
  async (_name, address) => {
    for (const body of ['{', '[]', 'null', '{"role":"king","status":3}']) {
      expect(await codeOf(post(address, body))).toEqual([400, 'malformed']);
    }
    expect(done).toEqual([]);
  },
);

test.each(posts)('[%s] is not done by a GET', async (name, address) => {
  await app().request(address, { headers: ours });
  expect(done).not.toContain(name);
});

test.each(posts.filter(([name]) => name !== 'enter' && name !== 'leave'))(
  '[%s] is refused to someone who is not signed in',
  async (_name, address, body) => {
    me = null;
    expect(await codeOf(post(address, body))).toEqual([401, 'not-signed-in']);
    expect(done).toEqual([]);
  },
);

test.each([draft.id, others, DraftId.parse('no-draft-at-all')])(
  'to someone who takes no part, every draft reads as one that does not exist: %s',
  async (id) => {
    role = undefined;
    for (const [address, body] of [
      [paths.draft(id), {}],
      [paths.acts(id), act],
      [paths.participants(id), {}],
    ] as const) {
      expect(await codeOf(post(address, body))).toEqual([404, 'no-such-draft']);
    }
    for (const address of [
      paths.draft(id),
      paths.download(id, 'md'),
      paths.download(id, 'html'),
      paths.record(id),
      paths.recordFile(id),
    ])
      expect(await codeOf(app().request(address))).toEqual([404, 'no-such-draft']);
  },
);

test.each(['reader', 'reviewer', 'editor'] as const)(
  'a %s neither appoints nor sets the status',
  async (who) => {
    role = who;
    for (const [name, address, body] of posts) {
      if (!['settings', 'appoint', 'role'].includes(name)) continue;
      expect(await codeOf(post(address, body))).toEqual([403, 'not-your-role']);
    }
    expect(done).toEqual([]);
  },
);

test('a body that is too large is refused, announced or not', async () => {
  const body = JSON.stringify({ ...act, more: 'a'.repeat(requestBytes) });
  const announced = { ...ours, ...json, 'content-length': String(body.length) };
  expect(await codeOf(post(paths.acts(draft.id), body, announced))).toEqual([413, 'too-large']);
  expect(await codeOf(post(paths.acts(draft.id), body))).toEqual([413, 'too-large']);
  expect(done).toEqual([]);
});

test('a file may be larger than other bodies, up to its own limit', async () => {
  const answer = await postFile('a'.repeat(requestBytes * 2));
  expect(await answer.json()).toMatchObject({ title: 'From a form' });
  expect(await codeOf(postFile('a'.repeat(importBytes + 100_000)))).toEqual([413, 'too-large']);
});

test('what names an empty draft is no file, and may not be as large', async () => {
  const body = JSON.stringify({ title: 'a'.repeat(requestBytes) });
  const announced = { ...ours, 'content-length': String(body.length) };
  for (const headers of [ours, announced])
    expect(await codeOf(post(paths.drafts, body, headers))).toEqual([413, 'too-large']);
});

test('someone who may not create drafts creates none', async () => {
  me = { ...account('bo-00001', 'Bo'), mayCreate: false };
  expect(await codeOf(post(paths.drafts, { title: 'New' }))).toEqual([403, 'not-your-role']);
});

test('every answer tells the browser what it must not do, and what is ours is never kept', async () => {
  for (const address of [paths.me, paths.drafts, '/api/nothing', '/']) {
    const { headers } = await app().request(address);
    expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBeNull();
    if (address.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('only an https house asks for https for ever', async () => {
  const { headers } = await app({ baseUrl: new URL('https://gloss.example') }).request(paths.me);
  expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7}/);
});

test('an address that is not there says so', async () => {
  expect(await codeOf(app().request('/api/nothing'))).toEqual([404, 'no-such-address']);
  expect(await codeOf(post('/api/nothing', {}))).toEqual([404, 'no-such-address']);
});

test('what fails inside is told as a fault, without its words', async () => {
  const people = { whoIs: () => Promise.reject(new Error('secret words')) };
  const answer = await app({ people: people as unknown as People }).request(paths.me);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret');
});

test('a flood of changes is stopped', async () => {
  const house = app();
  const send = async () => house.request(paths.acts(draft.id), jsonPost(act, ours));
  const answers = await Promise.all(Array.from({ length: 700 }, send));
  expect(answers.map(({ status }) => status)).toContain(429);
});

/** The app over a house in which everybody has `role` in two drafts, and which notes what it is asked to do. */
test('[O3] a fault of ours is in the log by its place and kind, and not by what it stumbled over', async () => {
  const lines: string[] = [];
  const log = stderrLog('debug', { write: (line: string) => void lines.push(line) });
  const content = () => Promise.reject(new RangeError('Invalid content <marmalade>'));
  const create = async () => undefined;
  const act = () => Promise.reject(new Error('never asked'));
  const faulty = app({ log, rooms: { content, create, act, revise: act } });
  const response = await faulty.request(paths.download(draft.id, 'md'));
  expect(response.status).toBe(500);
  const failed = lines.map((line) => JSON.parse(line) as Record<string, unknown>)[0];
  expect(failed).toMatchObject({
    event: 'request-failed',
    request: response.headers.get('x-request-id'),
    route: '/api/drafts/:draft/download.md',
    error: { kind: 'RangeError' },
  });
  expect(lines.join('')).toContain('http.test.ts');
  expect(lines.join('')).not.toContain('marmalade');
});

function app(changed: Partial<HttpWorld> = {}) {
  const rows = new Map([draft, { ...draft, id: others }].map((row) => [row.id, row]));
  const note =
    <Value>(name: string, value: Value) =>
    () => {
      done.push(name);
      return Promise.resolve(value);
    };
  const people = {
    whoIs: async () => me,
    enter: note('enter', grant({ me: account('ada-0001', 'Ada'), cookies: [] })),
    leave: note('leave', []),
    draftRow: async (id: DraftId) => rows.get(id),
    draftsOf: async () => [],
    createDraft: async (row: Pick<DraftRow, 'id' | 'title'>) => {
      done.push('create');
      rows.set(row.id, { ...draft, ...row });
    },
    changeDraft: note('settings', undefined),
    participants: async () => (role === undefined ? [] : [participant(role)]),
    appoint: note('appoint', grant({ account: AccountId.parse('bo-00001'), link: '' })),
    changeRole: note('role', grant(undefined)),
    note: note('note', undefined),
    record: async () => [],
    accounts: async () => [],
  };
  return buildApp({
    people: people as unknown as People,
    rooms: {
      create: async () => undefined,
      act: note('act', grant({ id: sent.id, thread: ThreadId.parse(sent.id), number: 1 })),
      content: async () => ({ type: 'doc', content: [] }),
      revise: note('revise', grant({ isChanged: false, threads: noThreads })),
    },
    tallies: async () => new Map(),
    record: async () => [],
    importFile: async () =>
      grant({ title: 'From a file', words: { update: new Uint8Array(), client: 1 } }),
    reviseByFile: async () => grant({ update: null, carried: [] }),
    addressOf: () => '',
    limits: defaultLimits,
    originAllowed: originRule(new URL(ours.origin)),
    baseUrl: new URL(ours.origin),
    clientDir: '/nowhere',
    log: silentLog,
    now: () => 0,
    ...changed,
  });
}

function account(id: string, name: string): Me {
  const email = `${name.toLowerCase()}@example.org`;
  return { account: AccountId.parse(id), name, organisation: '', email, mayCreate: true };
}

function participant(as: Role): Participant {
  const { account: id, name, organisation } = account('ada-0001', 'Ada');
  return { account: id, name, organisation, role: as, colour: 1 };
}

function post(address: string, body: object | string, headers: Record<string, string> = ours) {
  return Promise.resolve(app().request(address, jsonPost(body, headers)));
}

function jsonPost(body: object | string, headers: Record<string, string>) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', headers: { ...json, ...headers }, body: text };
}

function postFile(words: string) {
  const body = new FormData();
  body.set('title', 'From a form');
  body.set('file', new File([words], 'draft.md'));
  return Promise.resolve(app().request(paths.drafts, { method: 'POST', headers: ours, body }));
}

async function codeOf(answering: Response | Promise<Response>): Promise<[number, string]> {
  const answer = await answering;
  const { refusal } = Refused.parse(await answer.json());
  return [answer.status, refusal.code];
}
