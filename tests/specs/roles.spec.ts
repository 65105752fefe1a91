/** What the matrix (matrix.spec.ts) does not ask: sockets of other sites and other versions, and what becomes of open sockets. */
import { randomUUID } from 'node:crypto';

import { schemaHash } from '@gloss/shared/text/schema';
import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { message, writeUpdate } from '@gloss/shared/wire/frames';
import { protocolVersion } from '@gloss/shared/wire/version';
import type { Role } from '@gloss/shared/words/role';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
let lead: Person;

beforeAll(async () => {
  house = await openHouse();
  lead = await house.enter('Author', 'lead');
  await lead.writes('The words that are spoken about.').untilSaved();
});
afterAll(() => house.close());

test('[R3] a draft that there is not gets no socket', async () => {
  expect(await knocks({ draft: 'no-such-draft-at-all' })).toBe(close.noSuchDraft);
});

test('[R4] an upgrade from another site is refused before the handshake', async () => {
  expect(await knocks({ origin: 'https://evil.test' })).toBe(403);
  expect(await knocks({ origin: 'null' })).toBe(403);
});

test('[R5] a client of another schema is sent away; one that names none may read and not write', async () => {
  expect(await knocks({ schema: 'other' })).toBe(close.outdated);
  expect(await knocks({ schema: '' })).toBe(close.notAllowed);
  expect(await knocks({})).toBe('may write');
});

test('[R6] whoever is removed is out at once: socket closed, acts refused', async () => {
  const leaver = await house.enter('Leaver', 'editor');
  await becomes(leaver, null);
  await closes(leaver, close.notAllowed);
  const answer = await leaver.asks({ act: 'annotate', body: 'x', type: 'general', labels: [] });
  expect(answer.status).toBe(404);
});

test('[R6] whoever may write no longer is shut out at once, and may come back to read', async () => {
  const former = await house.enter('Former', 'editor');
  await becomes(former, 'reviewer');
  await closes(former, close.notAllowed);
  await former.reconnects();
  const typed: Uint8Array[] = [];
  former.text.on('update', (update: Uint8Array) => typed.push(update));
  former.types('Not any more.');
  const raw = new Intruder(former.agent, { draft: former.draft });
  await raw.answered();
  expect(await raw.sends(...typed.map(writeUpdate))).toBe(close.notAllowed);
  expect(lead.reads()).not.toContain('Not any more.');
});

test('[R6] whoever may write now is asked to come back, and then writes', async () => {
  const promoted = await house.enter('Promoted', 'reviewer');
  await becomes(promoted, 'editor');
  await closes(promoted, close.restarting);
  await until('Promoted is back', () => promoted.isSynced);
  promoted.types(' Promoted.');
  await lead.sees('Promoted.');
});

test('[R6] whoever signs out is out at once, and so is nobody else', async () => {
  const leaver = await house.enter('Goer', 'editor');
  await leaver.agent.post(paths.leave, {});
  await closes(leaver, close.signIn);
  expect(lead.closedWith).toBeUndefined();
});

async function becomes(person: Person, role: Role | null): Promise<void> {
  const answer = await house.lead.post(paths.participant(house.draft, person.account), { role });
  expect(answer.status).toBe(200);
}

function closes(person: Person, code: number): Promise<unknown> {
  return until(`${person.name} is closed with ${code}`, () => person.closedWith === code);
}

/** Opens a bare socket at the text. @returns "let in", the status without a socket, or the code of the close. */
function knocks(asked: { schema?: string; origin?: string; draft?: string }): Promise<unknown> {
  const { schema = schemaHash, origin = house.url, draft = house.draft } = asked;
  const params = new URLSearchParams({ proto: String(protocolVersion), epoch: '1' });
  if (schema !== '') params.set('schema', schema);
  const address = `${house.url.replace('http', 'ws')}/sync/${draft}/text?${params}`;
  const socket = new WebSocket(address, { headers: { cookie: lead.agent.cookie, origin } });
  const told = new Promise((resolve) => {
    socket.on('open', () => socket.send(writeUpdate(newParagraph())));
    socket.on(
      'message',
      (data: Buffer) => data[0] === message.acknowledged && resolve('may write'),
    );
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('close', resolve);
    socket.on('error', () => undefined);
  });
  return told.finally(() => socket.terminate());
}

/** An update that adds an empty paragraph. */
function newParagraph(): Uint8Array {
  const doc = new Y.Doc();
  const block = new Y.XmlElement('paragraph');
  block.setAttribute('bid', randomUUID());
  doc.getXmlFragment('body').insert(0, [block]);
  return Y.encodeStateAsUpdate(doc);
}
