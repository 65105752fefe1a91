/** People at work beside sockets that do what no editor does. Each costs its own socket, and nobody else anything. */
import { textsIn } from '@gloss/shared/text/reading';
import { schemaHash } from '@gloss/shared/text/schema';
import { close } from '@gloss/shared/wire/close';
import { message, writeStep1, writeUpdate } from '@gloss/shared/wire/frames';
import { readerFrameBytes, writerFrameBytes } from '@gloss/shared/wire/limits';
import { protocolVersion } from '@gloss/shared/wire/version';
import type { Role } from '@gloss/shared/words/role';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
let ada: Person;
let ben: Person;
const hostile = new Map<Role, Person>();

beforeAll(async () => {
  house = await openHouse();
  ada = await house.enter('Ada', 'editor');
  ben = await house.enter('Ben', 'editor');
  for (const role of ['reader', 'editor'] as const)
    hostile.set(role, await house.enter(`Hostile ${role}`, role));
});

afterAll(() => house.close());

/** Sends frames as soon as the socket is open. @returns the code it is closed with. */
function sends(role: Role, ...frames: (Uint8Array | string)[]): Promise<number> {
  const query = new URLSearchParams({
    proto: String(protocolVersion),
    schema: schemaHash,
    epoch: '1',
  });
  const address = `${house.url.replace('http', 'ws')}/sync/${house.draft}/text?${query}`;
  const headers = { cookie: hostile.get(role)?.agent.cookie ?? '', origin: house.url };
  const socket = new WebSocket(address, { headers });
  return new Promise((resolve) => {
    socket.on('open', () => frames.forEach((frame) => socket.send(frame)));
    socket.on('close', resolve);
    socket.on('error', () => undefined);
  });
}

/** Writes like nobody's client: an update of the current text's replica, made by `edit`. */
function madeBy(edit: (body: Y.XmlFragment) => void, client?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada.text));
  if (client !== undefined) doc.clientID = client;
  const known = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc.getXmlFragment('body')));
  return writeUpdate(Y.encodeStateAsUpdate(doc, known));
}

/** Written from the outside in: Yjs itself would overflow on one tree of this depth. */
function nest(body: Y.XmlFragment, depth: number): void {
  let within = body;
  for (let level = 0; level < depth; level++) {
    const quote = new Y.XmlElement('blockquote');
    within.insert(0, [quote]);
    within = quote;
  }
}

const gap = () => {
  const doc = new Y.Doc();
  doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')]);
  const known = Y.encodeStateVector(doc);
  doc.getXmlFragment('body').insert(1, [new Y.XmlElement('paragraph')]);
  return writeUpdate(Y.encodeStateAsUpdate(doc, known));
};

const attacks: [string, Role, () => (Uint8Array | string)[], number][] = [
  ['a text frame', 'reader', () => ['9007199254740991'], close.protocol],
  ['noise', 'reader', () => [Uint8Array.of(77, 1, 2, 3)], close.protocol],
  ['a broken state vector', 'reader', () => [writeStep1(Uint8Array.of(9, 255))], close.protocol],
  ['too much for a reader', 'reader', () => [new Uint8Array(readerFrameBytes + 1)], close.tooLarge],
  ['too much for a writer', 'editor', () => [new Uint8Array(writerFrameBytes + 1)], close.tooLarge],
  ['an update that is none', 'editor', () => [writeUpdate(Uint8Array.of(3, 9))], close.badUpdate],
  ['an update with a gap', 'editor', () => [gap()], close.badUpdate],
  [
    'an unknown mark',
    'editor',
    () => [
      madeBy((body) => {
        const [first] = textsIn(body);
        first?.text.format(0, 1, { unknown: {} });
      }),
    ],
    close.badUpdate,
  ],
  [
    'a list item at the top level',
    'editor',
    () => [madeBy((body) => body.insert(0, [new Y.XmlElement('listItem')]))],
    close.badUpdate,
  ],
  ['deep nesting', 'editor', () => [madeBy((body) => nest(body, 3000))], close.badUpdate],
  [
    'another root',
    'editor',
    () => [madeBy((body) => body.doc?.getMap('threads').set('x', 1))],
    close.badUpdate,
  ],
  [
    "another person's client id",
    'editor',
    () => [madeBy((body) => body.insert(0, [new Y.XmlElement('paragraph')]), ben.text.clientID)],
    close.notAllowed,
  ],
];

describe('a socket that sends', () => {
  test.each(attacks)(
    '[N1] %s is closed, and nobody else notices',
    async (_name, role, frames, code) => {
      ben.types('Ben. ');
      await ben.untilSaved();
      await ada.sees('Ben. ');
      const before = ada.reads();
      expect(await sends(role, ...frames())).toBe(code);
      ada.types('Ada. ');
      await ada.untilSaved();
      await until('Ben reads what Ada reads', () => ben.reads() === ada.reads());
      expect(ada.reads().startsWith(before.slice(0, 20))).toBe(true);
      expect([ada.closedWith, ben.closedWith]).toEqual([undefined, undefined]);
    },
  );

  test('[N1] broken presence is not heard by anyone, and may stay', async () => {
    const frames = [
      Uint8Array.of(message.awareness, 3, 255, 255, 255),
      Uint8Array.of(message.awareness, 1, 200),
    ];
    expect(await sends('reader', ...frames, 'the end')).toBe(close.protocol);
    expect([ada.closedWith, ben.closedWith]).toEqual([undefined, undefined]);
  });
});
