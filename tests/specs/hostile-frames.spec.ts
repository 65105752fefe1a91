/**
 * Every frame of the threat model, from people who may be here: forged, malformed, oversized, made to be slow. Two others
 * type on meanwhile. After each, the server is up and they have noticed nothing; at the end its memory is back.
 */
import { bodyOf } from '@gloss/shared/text/body';
import { textsIn } from '@gloss/shared/text/reading';
import { close } from '@gloss/shared/wire/close';
import { message, writeStep1, writeUpdate } from '@gloss/shared/wire/frames';
import { readerFrameBytes, writerFrameBytes } from '@gloss/shared/wire/limits';
import type { Role } from '@gloss/shared/words/role';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder, maskedFrame, rawSocket } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { report } from '../stage/proof.ts';
import { until } from '../stage/until.ts';
import { unnoticedBy } from '../stage/witnesses.ts';

let house: House;
let ada: Person;
let ben: Person;
/** Wrote once, and looks on. */
let vic: Person;
/** Has shown where she is, and written nothing. */
let wes: Person;
const mallory = new Map<Role, Person>();
let before = NaN;

beforeAll(async () => {
  house = await openHouse();
  ada = await house.enter('Ada', 'editor');
  ben = await house.enter('Ben', 'editor');
  ada.writes('The words of a paragraph. ');
  await ben.sees('The words of');
  vic = await house.enter('Vic', 'editor');
  await vic.types('Vic. ').untilSaved();
  wes = await house.enter('Wes', 'editor');
  await until('Wes is seen', () => ada.present().some(([, name]) => name === 'Wes'));
  for (const role of ['reader', 'editor'] as const)
    mallory.set(role, await house.enter(`Mallory the ${role}`, role));
  before = house.residentMb;
});

afterAll(() => house.close());

const knock = (role: Role) => new Intruder(mallory.get(role)!.agent, { draft: house.draft });
const attack = (run: () => Promise<unknown>) => unnoticedBy([ada, ben], run);

/** The update of somebody who has the current text and does `edit`. */
function madeBy(edit: (doc: Y.Doc) => void, client?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada.text));
  if (client !== undefined) doc.clientID = client;
  const known = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc));
  return writeUpdate(Y.encodeStateAsUpdate(doc, known));
}

const firstText = (doc: Y.Doc) => [...textsIn(bodyOf(doc))][0]!.text;
const push = (...blocks: Y.XmlElement[]) => madeBy((doc) => bodyOf(doc).push(blocks));

function element(name: string, attributes: object = {}, ...children: (Y.XmlElement | Y.XmlText)[]) {
  const made = new Y.XmlElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}

/** An update written number by number: what no encoder would make. `NaN` is one that is so long that lib0 reads that. */
function bytesOf(...numbers: number[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of numbers) {
      if (Number.isNaN(number)) encoding.writeUint8Array(encoder, new Uint8Array(159).fill(0x80));
      encoding.writeVarUint(encoder, Number.isNaN(number) ? 0 : number);
    }
  });
}

/** Letters without end, each to be put anywhere before one that stands at the end of all: seconds of work in few bytes. */
function slowToMerge(): Uint8Array {
  const count = 20_000;
  return encoding.encode((encoder) => {
    const first = firstText(ada.text)._item!.id;
    for (const number of [2, count, 77, 0]) encoding.writeVarUint(encoder, number);
    for (let each = 0; each < count; each++) {
      encoding.writeUint8(encoder, each === 0 ? 4 : 0x84);
      if (each === 0) encoding.writeVarUint(encoder, 0);
      const after = each === 0 ? [first.client, first.clock] : [77, each - 1];
      for (const number of after) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, each % 2 === 0 ? 'x' : 'y');
    }
    for (const number of [count, 76, 0]) encoding.writeVarUint(encoder, number);
    for (let each = 0; each < count; each++) {
      encoding.writeUint8(encoder, 0x44);
      for (const number of [77, count - 1]) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, 'z');
    }
    encoding.writeVarUint(encoder, 0);
  });
}

const refusedUpdates: [string, () => Uint8Array, number][] = [
  [
    'a stretch of 2^52 from one byte',
    () => writeUpdate(bytesOf(1, 1, 4242, 0, 0, 2 ** 52, 0)),
    4422,
  ],
  ['deletions of 2^31 words', () => writeUpdate(bytesOf(0, 1, 1, 1, 0, 2 ** 31)), 4422],
  ['a deletion of no number', () => writeUpdate(bytesOf(0, 1, 1, 1, 0, NaN)), 4422],
  [
    'a deletion of no number, in what is there',
    () => writeUpdate(bytesOf(0, 1, ada.text.clientID, 1, NaN, 1)),
    4422,
  ],
  ['the same client twice', () => writeUpdate(bytesOf(2, 1, 9, 0, 0, 1, 1, 9, 1, 0, 1, 0)), 4422],
  // lib0 reads it, and the journal could never be read again.
  ['a client id beyond 2^53', () => madeBy((doc) => firstText(doc).insert(0, 'x'), 2 ** 60), 4422],
  ['letters that take seconds to place', () => writeUpdate(slowToMerge()), 4422],
  ['a list item at the top level', () => push(element('listItem', {}, element('paragraph'))), 4422],
  ['a paragraph in a paragraph', () => push(element('paragraph', {}, element('paragraph'))), 4422],
  [
    'a paragraph right in a list',
    () => push(element('bulletList', {}, element('paragraph'))),
    4422,
  ],
  ['a script', () => push(element('script')), 4422],
  ['a block named constructor', () => push(element('constructor')), 4422],
  ['a heading of level 99', () => push(element('heading', { level: 99 })), 4422],
  ['a handler', () => push(element('paragraph', { onclick: 'alert(1)' })), 4422],
  ['an attribute in the prototype', () => push(element('heading', { ['__proto__']: 1 })), 4422],
  ['a hook', () => madeBy((doc) => bodyOf(doc).push([new Y.XmlHook('x') as never])), 4422],
  ['a map', () => madeBy((doc) => bodyOf(doc).push([new Y.Map() as never])), 4422],
  ['an embed', () => madeBy((doc) => firstText(doc).insertEmbed(0, { image: 'x' })), 4422],
  [
    'a javascript link',
    () => madeBy((doc) => firstText(doc).format(0, 3, { link: { href: 'javascript:alert(1)' } })),
    4422,
  ],
  [
    'a mark that hides in the prototype',
    () =>
      madeBy((doc) =>
        firstText(doc).format(0, 1, JSON.parse('{"__proto__":{"blink":{}}}') as object),
      ),
    4422,
  ],
  [
    "another's client id",
    () => madeBy((doc) => bodyOf(doc).push([element('paragraph')]), vic.text.clientID),
    4403,
  ],
  [
    'the client id of one who has written nothing yet',
    () => madeBy((doc) => bodyOf(doc).push([element('paragraph')]), wes.text.clientID),
    4403,
  ],
];

describe('an editor sends', () => {
  test.each(refusedUpdates)('[N1] %s: refused, and nobody reads it', async (_name, frame, code) => {
    await attack(async () => {
      const known = JSON.stringify(ada.reads()).slice(0, 40);
      expect(await knock('editor').sends(frame())).toBe(code);
      expect(JSON.stringify(ada.reads()).slice(0, 40)).toBe(known);
      expect(ada.reads()).not.toContain('xyx');
    });
  });

  test('[N1] three thousand updates with gaps: the first ends it, none is kept for those who join', async () => {
    const doc = new Y.Doc();
    doc.getText('t').insert(0, 'x');
    const gaps = Array.from({ length: 3000 }, () => {
      const known = Y.encodeStateVector(doc);
      doc.getText('t').insert(0, 'junk '.repeat(40));
      return writeUpdate(Y.encodeStateAsUpdate(doc, known));
    });
    await attack(async () => expect(await knock('editor').sends(...gaps)).toBe(close.badUpdate));
    const joiner = await house.enter('Joiner', 'reader');
    expect(Y.encodeStateAsUpdate(joiner.text).length).toBeLessThan(50_000);
  });

  test.each([
    [20_000, close.protocol],
    [50_000, close.tooLarge],
  ])('[N1] %d fake people: nobody sees one', async (count, code) => {
    const states = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, count);
      for (let client = 1; client <= count; client++) {
        encoding.writeVarUint(encoder, client);
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarString(encoder, '{}');
      }
    });
    await attack(async () => {
      const liar = await knock('editor').knocked();
      liar.socket.send(presence(states));
      expect(await liar.sends('the end')).toBe(code);
    });
    expect(strangersSeen()).toEqual([]);
  });
});

describe('a reader sends', () => {
  test('[N1] every message type there is not: each is the end', async () => {
    const types = Array.from({ length: 256 }, (_, type) => type);
    const known = [message.sync, message.awareness, message.queryAwareness] as readonly number[];
    const odd = types
      .filter((type) => !known.includes(type) && type < 128)
      .filter((_, at) => at % 8 === 0);
    await attack(async () => {
      const codes = odd.map((type) => knock('reader').sends(Uint8Array.of(type, 1, 0)));
      expect(new Set(await Promise.all(codes))).toEqual(new Set([close.protocol]));
    });
  });

  test.each<[string, () => (Uint8Array | string)[], number]>([
    ['a number as text', () => ['9007199254740991'], close.protocol],
    ['an update', () => [push(element('paragraph'))], close.notAllowed],
    [
      'a state vector that ends too early',
      () => [writeStep1(Uint8Array.of(9, 255))],
      close.protocol,
    ],
    [
      'a giant state vector',
      () => [writeStep1(new Uint8Array(readerFrameBytes + 1))],
      close.tooLarge,
    ],
    ['too large a frame', () => [new Uint8Array(readerFrameBytes + 1)], close.tooLarge],
    [
      'the same question again and again',
      () => Array.from({ length: 60 }, () => writeStep1(Uint8Array.of(0))),
      close.tooFast,
    ],
  ])('[N1] %s: the end', async (_name, frames, code) => {
    await attack(async () => expect(await knock('reader').sends(...frames())).toBe(code));
  });

  test.each([
    ['no cursor', '{"cursor":{"anchor":5}}'],
    ['a name of his own', '{"user":{"name":"Ada","colour":"red;position:fixed"}}'],
    ['a text', '"bob"'],
    ['nothing at all', ''],
    ['five kilobytes', `{"section":"${'x'.repeat(5000)}"}`],
    ['a hundred brackets', '['.repeat(100)],
    ['a prototype', '{"__proto__":{"user":{"name":"Ada"}}}'],
  ])('[N1] presence that is %s: no name but their own is shown', async (_name, state) => {
    await attack(async () => {
      const liar = await knock('reader').knocked();
      liar.socket.send(presence(claim(4321, state)));
      liar.socket.send(presence(claim(ben.text.clientID, '{"section":null}')));
      expect(await liar.sends('the end')).toBe(close.protocol);
    });
    expect(strangersSeen()).toEqual([]);
    expect(ada.present().filter(([client]) => client === ben.text.clientID)).toEqual([
      [ben.text.clientID, 'Ben'],
    ]);
  });
});

test('[N1] a giant state vector from somebody who may send frames as large: the end', async () => {
  const giant = writeStep1(new Uint8Array(readerFrameBytes + 1));
  await attack(async () => expect(await knock('editor').sends(giant)).toBe(close.tooLarge));
});

test('[N1] fifty frames as large as may be, of noise: none is kept', async () => {
  const noise = new Uint8Array(writerFrameBytes - 16).fill(255);
  await attack(async () => {
    for (let each = 0; each < 50; each++)
      expect([close.badUpdate, close.tooFast]).toContain(
        await knock('editor').sends(writeUpdate(noise)),
      );
  });
});

describe('bytes that no library writes', () => {
  test.each<[string, () => Uint8Array]>([
    ['an unmasked frame', () => Uint8Array.of(0x82, 3, 0, 0, 0)],
    ['reserved bits', () => maskedFrame(0xf2, Uint8Array.of(1))],
    ['an unknown opcode', () => maskedFrame(0x8b, Uint8Array.of(1))],
    ['a continuation of nothing', () => maskedFrame(0x80, Uint8Array.of(1))],
    [
      'a length of 2^63',
      () => Uint8Array.of(0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    ],
    ['a ping of 200 bytes', () => maskedFrame(0x89, new Uint8Array(200))],
    ['a fragmented ping', () => maskedFrame(0x09, Uint8Array.of(1))],
    ['a text that is no text', () => maskedFrame(0x81, Uint8Array.of(0xff, 0xfe))],
    ['noise', () => Uint8Array.from({ length: 500 }, (_, at) => (at * 7919) % 256)],
  ])('[N1] %s: the line is closed', async (_name, bytes) => {
    await attack(async () => {
      const line = await rawSocket(mallory.get('editor')!.agent, { draft: house.draft });
      line.resume();
      line.write(bytes());
      await until('the server says goodbye', () => line.readableEnded || line.destroyed);
    });
  });

  test('[N1] a message in two thousand fragments: the line is closed', async () => {
    await attack(async () => {
      const line = await rawSocket(mallory.get('editor')!.agent, { draft: house.draft });
      line.resume();
      line.write(maskedFrame(0x02, Uint8Array.of(0)));
      for (let part = 0; part < 2000; part++) line.write(maskedFrame(0x00, Uint8Array.of(0)));
      await until('the server says goodbye', () => line.readableEnded || line.destroyed);
    });
  });

  test('[N1] a message in a few fragments is one message', async () => {
    const line = await rawSocket(mallory.get('reader')!.agent, { draft: house.draft });
    let answered = 0;
    line.on('data', (bytes: Buffer) => (answered += bytes.length));
    const question = writeStep1(Uint8Array.of(0));
    line.write(maskedFrame(0x02, question.subarray(0, 1)));
    line.write(maskedFrame(0x80, question.subarray(1)));
    await until('the document comes', () => answered > 50);
    line.destroy();
  });
});

test('[N1] after all of it the server has the memory it had', async () => {
  if (Number.isNaN(before)) return;
  // What was sent is more than this, two hundred megabytes; a heap that was used once keeps some room.
  const slackMb = 120;
  await until('the memory is back', () => house.residentMb < before + slackMb, 30_000);
  const after = house.residentMb;
  report({
    name: 'Hostile frames',
    figures: {
      attacks: refusedUpdates.length + 30,
      'MB before': before.toFixed(0),
      'MB after': after.toFixed(0),
    },
  });
});

/** @returns whoever Ada sees under a name that is not of this house, or under that of somebody else's client. */
function strangersSeen(): string[] {
  const own = new Map([ben, vic, wes].map((person) => [person.text.clientID, person.name]));
  return ada.present().flatMap(([client, name]) => {
    const isOwn = own.has(client) ? own.get(client) === name : /^(Mallory|Joiner)/.test(name);
    return isOwn ? [] : [name];
  });
}

function presence(states: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, message.awareness);
    encoding.writeVarUint8Array(encoder, states);
  });
}

function claim(client: number, state: string): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, state);
  });
}
