import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { block, paragraph, passageOf } from '@gloss/shared/text/fixture';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Change } from './change.ts';
import { changeIn } from './change.ts';
import { typedOn } from './typed-on.ts';

const words = 'The register is public. Its entries stay.';

/** A room that lengthens stretches, beside one that leaves all to Yjs. */
class TwoRooms {
  readonly quick = new Y.Doc();
  readonly usual = new Y.Doc();
  lengthened = 0;

  constructor(first: Uint8Array) {
    for (const doc of [this.quick, this.usual]) Y.applyUpdate(doc, first);
  }

  take(update: Uint8Array): void {
    const change = changeIn(this.usual, () => Y.applyUpdate(this.usual, update));
    const typed = typedOn(this.quick, onlyStructIn(update) ?? new Y.Item(...nothing));
    if (!typed) Y.applyUpdate(this.quick, update);
    else {
      this.lengthened += 1;
      expect(plain(typed, this.quick)).toEqual(change && plain(change, this.usual));
    }
  }
}

const nothing = [
  Y.createID(0, 0),
  null,
  null,
  null,
  null,
  null,
  null,
  new Y.ContentString(''),
] as const;

/** As judge.ts tells it to the room. */
function onlyStructIn(update: Uint8Array): Y.Item | null {
  const { structs, ds } = Y.decodeUpdate(update);
  const [struct] = structs;
  return structs.length === 1 && ds.clients.size === 0 && struct instanceof Y.Item ? struct : null;
}

/** Whether it is typing is told more closely of a stretch that begins its text: it has passed the schema before. */
function plain({ touched, written, ...change }: Change, doc: Y.Doc): unknown {
  const texts = bodyOf(doc).createTreeWalker((part) => part instanceof Y.XmlText);
  const places = new Map([...texts].map((text, at) => [text as unknown, at]));
  const placesOf = (parts: ReadonlySet<unknown>) => [...parts].map((part) => places.get(part));
  return { ...change, isTyping: true, touched: placesOf(touched), written: placesOf(written) };
}

/** Someone who writes in a replica of their own, and may be behind. */
class Writer {
  readonly doc = new Y.Doc();
  readonly #sent: Uint8Array[] = [];

  constructor(first: Uint8Array, client: number) {
    this.doc.clientID = client;
    Y.applyUpdate(this.doc, first);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') this.#sent.push(update);
    });
  }

  texts(): Y.XmlText[] {
    return [
      ...bodyOf(this.doc).createTreeWalker((part) => part instanceof Y.XmlText),
    ] as Y.XmlText[];
  }

  catchUp(room: Y.Doc): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(room, Y.encodeStateVector(this.doc)), 'others');
  }

  /** @returns what was written since it was last asked. */
  sends(): Uint8Array[] {
    return this.#sent.splice(0);
  }
}

function firstWords(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  fillBody(doc, block('doc', paragraph(words), paragraph('Second 👩‍⚕️ one'), paragraph('third')));
  return Y.encodeStateAsUpdate(doc);
}

/** What is read of a text, and how long Yjs takes its parts to be. */
function readingOf(doc: Y.Doc): unknown {
  const texts = [...bodyOf(doc).createTreeWalker((part) => part instanceof Y.XmlText)];
  return [bodyOf(doc).toJSON(), texts.map((text) => (text as Y.XmlText).length)];
}

/** The numbers of a run, the same for the same seed: 0 to below 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a stretch that is lengthened', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is what Yjs makes of it, seed %i', (seed) => {
    const next = numbers(seed);
    const pick = (count: number) => Math.floor(next() * count);
    const first = firstWords();
    const rooms = new TwoRooms(first);
    const writers = [0, 1, 2].map((each) => new Writer(first, 10 + each));
    for (let key = 0; key < 600; key += 1) {
      const writer = writers[pick(3)];
      const text = writer?.texts()[pick(3)];
      if (!writer || !text) continue;
      const at = pick(text.length + 1);
      const run = 1 + pick(8);
      for (let each = 0; each < run; each += 1) {
        const dice = next();
        if (dice < 0.82)
          text.insert(
            Math.min(at + each, text.length),
            pick(9) === 0 ? '🙂' : ('abcdefg'[pick(7)] ?? 'x'),
          );
        else if (dice < 0.9 && text.length > 1)
          text.delete(
            Math.min(at + each, text.length) - 1 < 0 ? 0 : Math.min(at + each, text.length) - 1,
            1,
          );
        else if (dice < 0.94)
          text.format(0, Math.min(3, text.length), { bold: next() < 0.5 ? true : null });
        else if (dice < 0.96) writer.catchUp(rooms.usual);
        else if (each > 0) text.insert(0, 'pasted words ');
        if (next() < 0.8) for (const update of writer.sends()) rooms.take(update);
      }
      if (next() < 0.3) writer.catchUp(rooms.usual);
    }
    for (const writer of writers) for (const update of writer.sends()) rooms.take(update);
    expect(Y.encodeStateAsUpdate(rooms.quick)).toEqual(Y.encodeStateAsUpdate(rooms.usual));
    expect(readingOf(rooms.quick)).toEqual(readingOf(rooms.usual));
    expect(rooms.lengthened).toBeGreaterThan(300);
  });

  test('leaves the text such that the server can write in it', () => {
    const first = firstWords();
    const rooms = new TwoRooms(first);
    const writer = new Writer(first, 10);
    const into = (doc: Y.Doc, at: number, what: string) =>
      passageOf(doc, 'register').start.text.insert(at, what);
    writer.texts()[0]?.insert(3, ' x');
    // So that Yjs remembers a place in the text …
    for (const update of writer.sends()) rooms.take(update);
    for (const doc of [rooms.quick, rooms.usual]) doc.clientID = 77;
    for (const doc of [rooms.quick, rooms.usual]) into(doc, 20, 'there ');
    // … which is another one once more stands before it.
    writer.texts()[0]?.insert(5, 'yz');
    for (const update of writer.sends()) rooms.take(update);
    for (const doc of [rooms.quick, rooms.usual]) into(doc, 24, 'now ');
    expect(rooms.lengthened).toBe(1);
    expect(bodyOf(rooms.quick).toJSON()).toBe(bodyOf(rooms.usual).toJSON());
  });
});

describe('left to Yjs', () => {
  const first = firstWords();

  /** @returns how many of the updates that this writes after "The x" lengthened a stretch. */
  function lengthenedBy(write: (text: Y.XmlText, writer: Writer, rooms: TwoRooms) => void): number {
    const rooms = new TwoRooms(first);
    const writer = new Writer(first, 10);
    const text = writer.texts()[0];
    if (!text) throw new Error('There is no text.');
    text.insert(3, ' x');
    for (const update of writer.sends()) rooms.take(update);
    const before = rooms.lengthened;
    write(text, writer, rooms);
    for (const update of writer.sends()) rooms.take(update);
    expect(Y.encodeStateAsUpdate(rooms.quick)).toEqual(Y.encodeStateAsUpdate(rooms.usual));
    return rooms.lengthened - before;
  }

  test('nothing of the next key: it lengthens', () =>
    expect(lengthenedBy((text) => text.insert(5, 'y'))).toBe(1));

  test.each<[string, (text: Y.XmlText, writer: Writer, rooms: TwoRooms) => void]>([
    ['characters elsewhere', (text) => text.insert(9, 'y')],
    ['characters before the last ones', (text) => text.insert(4, 'y')],
    ['a mark', (text) => text.format(0, 2, { bold: true })],
    ['a deletion', (text) => text.delete(4, 1)],
    [
      'characters behind some that are gone',
      (text) => {
        text.doc?.transact(() => {
          text.delete(4, 1);
          text.insert(4, 'y');
        });
      },
    ],
    [
      'characters behind which another has written meanwhile',
      (text, _writer, rooms) => {
        const other = new Writer(first, 11);
        other.catchUp(rooms.usual);
        other.texts()[0]?.insert(5, 'other');
        for (const update of other.sends()) rooms.take(update);
        text.insert(5, 'y');
      },
    ],
    [
      'characters between those and what another has written there, who was seen to',
      (text, writer, rooms) => {
        const other = new Writer(first, 11);
        other.catchUp(rooms.usual);
        other.texts()[0]?.insert(5, 'other');
        for (const update of other.sends()) rooms.take(update);
        writer.catchUp(rooms.usual);
        text.insert(5, 'y');
      },
    ],
    [
      'characters in a paragraph that was deleted meanwhile',
      (text, _writer, rooms) => {
        const other = new Writer(first, 11);
        other.catchUp(rooms.usual);
        bodyOf(other.doc).delete(0, 1);
        for (const update of other.sends()) rooms.take(update);
        text.insert(5, 'y');
      },
    ],
  ])('%s', (_name, write) => expect(lengthenedBy(write)).toBe(0));

  test('characters said to stand behind others, which no editor would say', () => {
    const writer = new Writer(first, 10);
    const { doc } = writer;
    const [text] = writer.texts();
    text?.insert(3, ' x');
    const origin = text?._start?.id ?? null;
    const own = doc.store.clients.get(10)?.at(-1);
    if (!(own instanceof Y.Item)) throw new Error('Nothing was written last.');
    const id = Y.createID(10, own.id.clock + own.length);
    const says = new Y.ContentString('y');
    const odd = new Y.Item(id, null, origin, null, own.rightOrigin, null, null, says);
    const usual = new Y.Item(id, null, own.lastId, null, own.rightOrigin, null, null, says);
    expect(typedOn(doc, odd)).toBeNull();
    expect(typedOn(doc, usual)).not.toBeNull();
  });
});
