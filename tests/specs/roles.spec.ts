/** [R2] The server decides: every role × every act and × every socket write, with raw clients, strangers and neighbours included. */
import { randomUUID } from 'node:crypto';

import type { Act, ActName } from '@gloss/shared/rules/acts';
import { schemaHash } from '@gloss/shared/text/schema';
import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { message, writeUpdate } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import type { Role } from '@gloss/shared/words/role';
import { roles } from '@gloss/shared/words/role';
import type { Thread } from '@gloss/shared/words/thread';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

import type { Agent } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

const reviewersUp: readonly Role[] = ['reviewer', 'editor', 'lead'];
const editorsUp: readonly Role[] = ['editor', 'lead'];
const lead: readonly Role[] = ['lead'];

/** product.md's table, written out by hand here on purpose: it must not be taken from the code it checks. */
const table: readonly [ActName, readonly Role[], (target: Target) => Act][] = [
  ['annotate', reviewersUp, () => ({ act: 'annotate', body: 'x', type: 'general', labels: [] })],
  [
    'propose',
    reviewersUp,
    ({ words }) => ({
      act: 'propose',
      selected: words,
      wording: 'y',
      body: '',
      type: 'general',
      labels: [],
    }),
  ],
  ['reply', reviewersUp, ({ other }) => ({ act: 'reply', thread: other.id, body: 'x' })],
  [
    'reword',
    reviewersUp,
    ({ own }) => ({ act: 'reword', thread: own.id, message: own.opening.id, body: 'z' }),
  ],
  [
    'withdraw',
    reviewersUp,
    ({ own }) => ({ act: 'withdraw', thread: own.id, message: own.opening.id, reason: 'x' }),
  ],
  ['confirm', reviewersUp, ({ ownDecided }) => ({ act: 'confirm', thread: ownDecided.id })],
  [
    'contest',
    reviewersUp,
    ({ ownDecided }) => ({ act: 'contest', thread: ownDecided.id, reason: 'x' }),
  ],
  ['label', editorsUp, ({ other }) => ({ act: 'label', thread: other.id, labels: ['x'] })],
  ['assign', editorsUp, ({ other }) => ({ act: 'assign', thread: other.id })],
  [
    'set-type',
    editorsUp,
    ({ other }) => ({ act: 'set-type', thread: other.id, type: 'editorial' }),
  ],
  [
    'reattach',
    editorsUp,
    ({ other, words }) => ({ act: 'reattach', thread: other.id, selected: words }),
  ],
  ['decide', lead, ({ other }) => ({ act: 'decide', thread: other.id, as: 'noted', reason: 'x' })],
  ['reopen', lead, ({ ownDecided }) => ({ act: 'reopen', thread: ownDecided.id })],
];

interface Target {
  readonly words: ReturnType<Person['selects']>;
  /** A thread by the actor where the role may open one, else by somebody else. */
  readonly own: Thread;
  readonly ownDecided: Thread;
  readonly other: Thread;
}

let house: House;
let author: Person;
let neighbour: Person;
const people = new Map<Role, Person>();

beforeAll(async () => {
  house = await openHouse();
  author = await house.enter('Author', 'lead');
  for (const role of roles) people.set(role, await house.enter(`The ${role}`, role));
  await author.writes('The words that are spoken about.').untilSaved();
  const elsewhere = await house.newDraft('Another draft');
  neighbour = await Person.signsIn(
    house.url,
    await house.invite('Neighbour', 'lead', elsewhere),
    elsewhere,
  );
  for (const person of people.values()) await person.sees('spoken about');
});
afterAll(() => house.close());

describe('acts', () => {
  for (const [name, allowed, make] of table) {
    for (const role of roles) {
      test(`[R2] a ${role} ${allowed.includes(role) ? 'may' : 'may not'} ${name}`, async () => {
        const actor = named(role);
        const answer = await actor.asks(make(await targetFor(actor, role)));
        if (allowed.includes(role)) expect(answer).toMatchObject({ status: 200 });
        else
          expect(answer).toMatchObject({
            status: 403,
            body: { refusal: { code: expect.stringMatching(/^not-your/) } },
          });
      });
    }
    test(`[R3] someone with no account may not ${name}`, async () => {
      await refusedWith(
        house.stranger(),
        make(await targetFor(author, 'lead')),
        401,
        'not-signed-in',
      );
    });
    test(`[R3] someone of another draft may not ${name}, and learns nothing`, async () => {
      await refusedWith(
        neighbour.agent,
        make(await targetFor(author, 'lead')),
        404,
        'no-such-draft',
      );
    });
  }
});

describe('socket writes', () => {
  for (const role of roles) {
    const may = role === 'editor' || role === 'lead';
    test(`[R2] a ${role} ${may ? 'may' : 'may not'} write the text`, async () => {
      const outcome = await writesTo('text', named(role).agent);
      expect(outcome).toBe(may ? 'acknowledged' : close.notAllowed);
      expect(author.reads().includes(mark(role, 'text'))).toBe(may);
    });
    test(`[R2] a ${role} may not write the docket`, async () => {
      const before = JSON.stringify(author.threads());
      expect(await writesTo('docket', named(role).agent)).toBe(close.notAllowed);
      const fresh = await house.enter(`Witness of ${role}`, 'reader');
      expect(JSON.stringify(fresh.threads())).toBe(before);
    });
  }
  test('[R3] someone with no account gets no socket', async () => {
    expect(await writesTo('text', house.stranger())).toBe(close.signIn);
    expect(await writesTo('docket', house.stranger())).toBe(close.signIn);
  });
  test('[R3] someone of another draft gets no socket, and learns nothing', async () => {
    expect(await writesTo('text', neighbour.agent)).toBe(close.noSuchDraft);
    expect(await writesTo('text', neighbour.agent, 'no-such-draft-at-all')).toBe(close.noSuchDraft);
  });
  test('[R4] an upgrade from another site is refused before the handshake', async () => {
    expect(
      await writesTo('text', named('lead').agent, house.draft, { origin: 'https://evil.test' }),
    ).toBe(403);
  });
  test('[R5] a client that names no schema may read and not write; one with another schema is sent away', async () => {
    const unnamed = await writesTo('text', named('lead').agent, house.draft, { schema: '' });
    expect(unnamed).toBe(close.notAllowed);
    expect(await writesTo('text', named('lead').agent, house.draft, { schema: 'other' })).toBe(
      close.outdated,
    );
  });
});

describe('other doors', () => {
  test('[R2] only a lead appoints, changes roles and sets the status', async () => {
    const someone = { name: 'New', email: 'new@example.org', organisation: '', role: 'reader' };
    for (const role of roles) {
      const { agent, account } = named(role);
      const expected = role === 'lead' ? 200 : 403;
      expect((await agent.post(paths.participants(house.draft), someone)).status).toBe(expected);
      expect((await agent.post(paths.draft(house.draft), { status: 'in-review' })).status).toBe(
        expected,
      );
      const other = named(role === 'reader' ? 'reviewer' : 'reader');
      const same = { role: role === 'reader' ? 'reviewer' : 'reader' };
      expect((await agent.post(paths.participant(house.draft, other.account), same)).status).toBe(
        expected,
      );
      expect(account).not.toBe(other.account);
    }
  });
  test('[R3] strangers and neighbours read nothing over HTTP', async () => {
    for (const path of [
      paths.draft(house.draft),
      paths.download(house.draft, 'md'),
      paths.download(house.draft, 'html'),
    ]) {
      expect((await house.stranger().get(path)).status).toBe(401);
      expect((await neighbour.agent.get(path)).status).toBe(404);
    }
    expect((await house.stranger().get(paths.drafts)).status).toBe(401);
    const seen = (await neighbour.agent.get(paths.drafts)).body as { id: string }[];
    expect(seen.map(({ id }) => id)).not.toContain(house.draft);
  });
  test('[R6] whoever is removed is out at once: socket closed, acts refused', async () => {
    const leaver = await house.enter('Leaver', 'editor');
    const removed = await house.lead.post(paths.participant(house.draft, leaver.account), {
      role: null,
    });
    expect(removed.status).toBe(200);
    await until(
      'the socket is closed',
      () => leaver.closedWith === close.notAllowed || leaver.closedWith === close.noSuchDraft,
    );
    expect(
      (await leaver.asks({ act: 'annotate', body: 'x', type: 'general', labels: [] })).status,
    ).toBe(404);
  });
});

function named(role: Role): Person {
  const person = people.get(role);
  if (person === undefined) throw new Error(`no ${role} has entered`);
  return person;
}

/** Fresh threads for each case, so that no case depends on another. */
async function targetFor(actor: Person, role: Role): Promise<Target> {
  const opener = role === 'reader' ? author : actor;
  const own = await newThread(opener);
  const ownDecided = await newThread(opener);
  const decision = await author.asks({
    act: 'decide',
    thread: ownDecided.id,
    as: 'noted',
    reason: 'Known.',
  });
  expect(decision.status).toBe(200);
  return { words: author.selects('spoken about'), own, ownDecided, other: await newThread(author) };
}

function newThread(person: Person): Promise<Thread> {
  return person.annotates('The words', `Said by ${person.name}`);
}

async function refusedWith(agent: Agent, act: Act, status: number, code: string): Promise<void> {
  const answer = await agent.post(paths.acts(house.draft), { id: randomUUID(), act });
  expect(answer).toMatchObject({ status, body: { refusal: { code } } });
}

function mark(role: string, room: string): string {
  return `written into the ${room} by a ${role}`;
}

/** Opens a bare socket, sends one update that adds words, and tells what came of it: acknowledged, or the code of the close. */
function writesTo(
  room: 'text' | 'docket',
  agent: Agent,
  draft: string = house.draft,
  asked: { schema?: string; origin?: string } = {},
): Promise<'acknowledged' | number> {
  const params = new URLSearchParams({ proto: String(protocolVersion), epoch: '1' });
  if (asked.schema !== '') params.set('schema', asked.schema ?? schemaHash);
  const address = `${house.url.replace('http', 'ws')}/sync/${draft}/${room}?${params}`;
  const headers = { cookie: agent.cookie, origin: asked.origin ?? house.url };
  const socket = new WebSocket(address, { headers });
  const role = [...people].find(([, person]) => person.agent === agent)?.[0] ?? 'stranger';
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(writeUpdate(updateFor(room, mark(role, room)))));
    socket.on('message', (data: Buffer) => {
      if (data[0] !== message.acknowledged) return;
      const seen = author.sees(mark(role, room));
      void seen.then(() => resolve('acknowledged'), reject).finally(() => socket.close());
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('close', (code) => resolve(code));
    socket.on('error', () => undefined);
  });
}

function updateFor(room: 'text' | 'docket', words: string): Uint8Array {
  const doc = new Y.Doc();
  if (room === 'docket') {
    doc.getMap('threads').set('forged', new Y.Map([['opening', words]]));
    return Y.encodeStateAsUpdate(doc);
  }
  const block = new Y.XmlElement('paragraph');
  block.setAttribute('bid', randomUUID());
  doc.getXmlFragment('body').insert(0, [block]);
  const run = new Y.XmlText();
  block.insert(0, [run]);
  run.insert(0, words);
  return Y.encodeStateAsUpdate(doc);
}
