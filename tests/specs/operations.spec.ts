/** What people who run Gloss look at: health, metrics, logs. Nothing of what people write is in any of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { paths } from '@gloss/shared/wire/api';
import { message } from '@gloss/shared/wire/frames';
import { AccountId } from '@gloss/shared/words/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { Agent } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

const token = 'metrics-token-under-test';

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { METRICS_TOKEN: token, LOG_LEVEL: 'debug' } });
});
afterAll(() => house.close());

async function answers(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, house.url), { headers });
  return {
    status: response.status,
    kept: response.headers.get('cache-control'),
    body: await response.text(),
  };
}

const metrics = () => answers('/metrics', { authorization: `Bearer ${token}` });

/** The figure that stands at a name with these labels; 0 where there is none. */
async function figure(name: string): Promise<number> {
  const { body } = await metrics();
  const line = body.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
}

test('[O1] while the folder is still taken the process is healthy and not ready; then it is ready', async () => {
  await house.crash();
  const taken = new DatabaseSync(join(house.dataDir, 'in-use.lock'));
  taken.exec('begin exclusive');
  house.begins();
  await until('the port is open', async () => (await answers('/healthz')).status === 200);
  const ready = await answers('/readyz');
  expect(ready).toMatchObject({ status: 503, kept: 'no-store' });
  expect(ready.body).toMatch(/^Gloss is starting/);
  taken.close();
  await until('it is ready', async () => (await answers('/readyz')).status === 200);
  expect(await answers('/healthz')).toEqual({ status: 200, kept: 'no-store', body: 'ok\n' });
});

test('[O2] the metrics open to their token alone', async () => {
  expect(await metrics()).toMatchObject({ status: 200, kept: 'no-store' });
  expect((await answers('/metrics')).status).toBe(401);
  for (const authorization of [
    'Bearer wrong',
    `Basic ${token}`,
    `Bearer ${token}x`,
    'Bearer',
    token,
  ])
    expect((await answers('/metrics', { authorization })).status).toBe(401);
});

test('[O2] without a token there are no metrics', async () => {
  const plain = await openHouse();
  try {
    const answer = await new Agent(plain.url).fetch('/metrics', {
      headers: { authorization: 'Bearer ' },
    });
    expect([answer.status, await answer.text()]).toEqual([
      404,
      'There is nothing at this address.\n',
    ]);
  } finally {
    await plain.close();
  }
});

test('[O2] the metrics count what happens', async () => {
  const before = {
    received: await figure('gloss_edits_received_total'),
    signIns: await figure('gloss_sign_ins_total'),
  };
  const ada = await house.enter('Ada', 'editor');
  for (const words of ['one', 'two', 'three']) ada.types(words);
  await ada.untilSaved();
  const thread = await ada.annotates('two', 'why?');
  await ada.asks({ act: 'reply', thread: thread.id, body: 'so' });
  await ada.asks({ act: 'reopen', thread: thread.id });
  const { sent } = ada.tally;
  expect((await figure('gloss_edits_received_total')) - before.received).toBe(sent);
  expect((await figure('gloss_edits_acknowledged_total')) - before.received).toBe(sent);
  expect((await figure('gloss_sign_ins_total')) - before.signIns).toBe(1);
  expect(await figure('gloss_acts_total{act="annotate"}')).toBe(1);
  expect(await figure('gloss_acts_total{act="reply"}')).toBe(1);
  expect(await figure('gloss_acts_refused_total{code="not-your-role"}')).toBe(1);
  expect(await figure('gloss_sockets{document="text",role="editor"}')).toBe(1);
  expect(await figure('gloss_sockets{document="docket",role="editor"}')).toBe(1);
  expect(await figure('gloss_open_drafts')).toBe(1);
  expect(await figure('gloss_sessions')).toBeGreaterThan(1);
  expect(await figure('gloss_journal_commit_duration_seconds_count')).toBeGreaterThan(2);
  expect(await figure('gloss_database_bytes')).toBeGreaterThan(10_000);
  expect(await figure('gloss_disk_free_bytes')).toBeGreaterThan(0);
  ada.sendsRaw(Uint8Array.of(99));
  await until(
    'the close is counted',
    async () => (await figure('gloss_socket_closes_total{code="protocol"}')) === 1,
  );
  await until('Ada is back', () => ada.isSynced);
});

test('[O2] no label of a metric can grow without end, and none names a draft or a person', async () => {
  const { draft } = house;
  const account = AccountId.parse('persimmon');
  for (const path of [
    paths.draft(draft),
    paths.record(draft),
    paths.participant(draft, account),
    `/d/${draft}`,
    '/api/never/heard/of',
    '/marmalade',
    `/assets/${draft}.js`,
  ])
    await answers(path);
  const { body } = await metrics();
  for (const mark of [draft, 'marmalade', 'never', 'persimmon', 'Ada', 'Lea', 'example.org', 'two'])
    expect(body.includes(mark), mark).toBe(false);
  const routes = new Set([...body.matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
  // As the code has them, with `:draft` and `*` for what differs.
  for (const route of routes) expect(route).toMatch(/^(\*|\/[a-z.*:/-]*)$/);
  expect(routes).toContain('/api/drafts/:draft');
  // With help for each, as Prometheus wants it.
  const names = [...body.matchAll(/^# TYPE (gloss_\S+)/gm)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(25);
  for (const name of names) expect(body).toMatch(new RegExp(`# HELP ${name} .{4,}`));
});

test('[O3] an answer and the log’s line about it carry the same name', async () => {
  const response = await new Agent(house.url).fetch('/api/me');
  const id = response.headers.get('x-request-id') ?? 'none';
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const line = await until('it is in the log', () =>
    house.printed.split('\n').find((each) => each.includes(id)),
  );
  expect(JSON.parse(line)).toMatchObject({ event: 'request', route: '/api/me', status: 401 });
});

/** What must be in no log, each a word that stands nowhere else. */
const marks = {
  text: 'marmalade',
  'a thread': 'quincejelly',
  'a reply': 'rhubarbtart',
  'a reason': 'gooseberry',
  'a proposal': 'blackcurrant',
  'a label': 'damsonplum',
  'a refused edit': 'elderflower',
  'a name': 'Featherstonehaugh',
  'an organisation': 'Wolfeschlegel',
  'an address': 'cholmondeley',
  'a title': 'Crabapplesauce',
  'a file name': 'loganberry',
  'words in a file': 'tayberry',
  'a sent request id': 'boysenberry',
  'a foreign site': 'cloudberry',
  'a wrong token': 'huckleberry',
  'a wrong address': 'lingonberry',
} as const;

test('[O3] a whole story leaves no word of it in the log', async () => {
  house.printed = house.printed.replace(/http\S+enter#\S+/g, '');
  const secrets = await theStory(house);
  await house.stop();
  const log = house.printed;
  expect(eventsIn(log)).toEqual(
    expect.arrayContaining([
      'request',
      'signed-in',
      'sign-in-refused',
      'edit-refused',
      'socket-closed',
      'socket-turned-away',
      'stopping',
      'stopped',
    ]),
  );
  for (const [what, mark] of [...Object.entries(marks), ...secrets])
    expect(log.toLowerCase().includes(mark.toLowerCase()), `${what} is in the log`).toBe(false);
  // All else is what an operator reads on standard output.
  const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  expect(lines).toEqual([
    `Gloss is ready at ${house.url}`,
    'Fresh sign-in links: npm start -- links',
  ]);
  await house.reopen();
});

test('[O3] control: a line that leaks is found by the same look', async () => {
  const leaky = await openHouse({
    env: { LOG_LEVEL: 'debug' },
    program: new URL('../stage/leaky-server.ts', import.meta.url).pathname,
  });
  try {
    const ada = await leaky.enter('Ada', 'editor');
    ada.types(marks.text);
    await ada.untilSaved();
    await ada.annotates(marks.text, marks['a thread']);
    expect(leaky.printed).toContain(marks['a thread']);
  } finally {
    await leaky.close();
  }
});

function eventsIn(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { event: string }).event);
}

/** Does everything that can be done, well and badly. @returns the secrets it met: tokens, cookies, sessions. */
async function theStory(house: House): Promise<[string, string][]> {
  const appointed = await house.lead.post(paths.participants(house.draft), {
    name: `Ida ${marks['a name']}`,
    organisation: marks['an organisation'],
    email: `ida@${marks['an address']}.example`,
    role: 'editor',
  });
  const invitation = new URL((appointed.body as { link: string }).link).hash.slice(1);
  const ida = await signsIn(house, invitation);
  ida.types(`${marks.text} on toast`);
  await ida.untilSaved();
  const thread = await ida.annotates(marks.text, marks['a thread']);
  await ida.asks({ act: 'reply', thread: thread.id, body: marks['a reply'] });
  await ida.asks({ act: 'label', thread: thread.id, labels: [marks['a label']] });
  const selected = ida.selects(marks.text);
  await ida.asks({
    act: 'propose',
    selected,
    wording: marks['a proposal'],
    body: marks['a thread'],
    type: 'general',
    labels: [],
  });
  const decide = { act: 'decide', thread: thread.id, as: 'noted', reason: marks['a reason'] };
  await house.lead.post(paths.acts(house.draft), { id: crypto.randomUUID(), act: decide });
  await ida.asks(decide as Parameters<Person['asks']>[0]);
  await house.lead.post(paths.draft(house.draft), { title: marks['a title'] });
  await house.lead.fetch(paths.download(house.draft, 'md'));
  await house.lead.upload(
    paths.drafts,
    `${marks['a file name']}.md`,
    `# ${marks['words in a file']}`,
  );
  await house.lead.upload(
    paths.drafts,
    `${marks['a file name']}.exe`,
    Uint8Array.of(0, 159, 146, 150),
  );
  await badly(house, ida);
  const reader = await house.enter('Rea', 'reader');
  reader.insists = true;
  reader.writes(marks['a refused edit']);
  await until('the reader is refused', () => reader.refused !== undefined);
  ida.sendsRaw(new TextEncoder().encode(marks.text));
  await ida.agent.post(paths.leave, {});
  await until('Ida is out', () => ida.closedWith !== undefined);
  ida.leaves();
  const file = new DatabaseSync(join(house.dataDir, 'gloss.sqlite'), { readOnly: true });
  const sessions = file
    .prepare('select id, token, ipAddress as a, userAgent as b from session')
    .all();
  file.close();
  return [
    ['the metrics token', token],
    ['an invitation', invitation],
    ['the secret of the house', readFileSync(join(house.dataDir, 'secret'), 'utf8').trim()],
    ...house.lead.cookie
      .split('; ')
      .map((pair): [string, string] => ['a cookie', pair.split('=')[1] ?? pair]),
    ...sessions.flatMap((row): [string, string][] => [
      ['a session', String(row['token'])],
      ['a session id', String(row['id'])],
    ]),
  ];
}

async function signsIn(house: House, invitation: string): Promise<Person> {
  const { Person } = await import('../stage/person.ts');
  const person = await Person.signsIn(house.url, invitation, house.draft);
  await person.opens();
  return person;
}

/** Requests that are wrong in every way there is. */
async function badly(house: House, ida: Person): Promise<void> {
  const { lead } = house;
  const json = { 'content-type': 'application/json' };
  const stranger = house.stranger();
  await stranger.post(paths.enter, { token: marks['a wrong token'] });
  await stranger.get(`/api/${marks['a wrong address']}?q=${marks['a wrong address']}`);
  await stranger.get(`/d/${marks['a wrong address']}`);
  await lead.post(paths.acts(house.draft), { act: marks.text, [marks.text]: marks.text });
  await lead.fetch(paths.acts(house.draft), {
    method: 'POST',
    headers: json,
    body: `{"${marks.text}`,
  });
  await lead.post(
    paths.draft(house.draft),
    {},
    { origin: `http://${marks['a foreign site']}.example` },
  );
  await lead.fetch('/api/me', { headers: { 'x-request-id': marks['a sent request id'] } });
  await lead.fetch(`${paths.record(house.draft)}?before=${marks['a wrong address']}`);
  const from = `http://${marks['a foreign site']}.example`;
  const foreign = new WebSocket(
    `${house.url.replace('http', 'ws')}${paths.sync(house.draft)}/text`,
    {
      headers: { origin: from, cookie: ida.agent.cookie },
    },
  );
  await new Promise((resolve) => foreign.once('error', resolve));
  // An update whose bytes are words.
  const socket = new WebSocket(
    `${house.url.replace('http', 'ws')}${paths.sync(house.draft)}/${marks['a wrong address']}`,
    { headers: { origin: house.url, cookie: lead.cookie } },
  );
  await new Promise((resolve) => socket.once('error', resolve));
  ida.sendsRaw(Uint8Array.of(message.sync, 2, 9, ...new TextEncoder().encode(marks.text)));
  await until(
    'Ida is sent away for it',
    () => ida.refused !== undefined || ida.closedWith !== undefined,
  );
}
