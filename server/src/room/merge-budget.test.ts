import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { MergeBudget } from './merge-budget.ts';

/** A text of single letters, each put in after the one before it. */
function longText(letters: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const writers = [doc, new Y.Doc()];
  for (let at = 0; at < letters; at++) {
    // Two clients in turn, so that the letters stay items of their own.
    const [one, other] = at % 2 === 0 ? writers : writers.toReversed();
    one!.getText('t').insert(at, 'x');
    Y.applyUpdate(other!, Y.encodeStateAsUpdate(one!, Y.encodeStateVector(other!)));
  }
  return doc;
}

/** `count` letters, each meant to stand anywhere behind the first one. */
function pile(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, count, 4242, 0]) encoding.writeVarUint(encoder, number);
    for (let each = 0; each < count; each++) {
      // A string with a left origin and no right one, as of somebody who has the first letter alone.
      encoding.writeUint8(encoder, 0x84);
      for (const number of [1, 0]) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, 'y');
    }
    encoding.writeVarUint(encoder, 0);
  });
}

describe('an update with a budget', () => {
  test('that would walk over everything again and again is ended', () => {
    const doc = longText(1000);
    expect(() => Y.applyUpdate(doc, pile(2000), new MergeBudget())).toThrow('too long');
  });

  test('of the same kind, without one, goes in', () => {
    const doc = longText(1000);
    Y.applyUpdate(doc, pile(200));
    expect(doc.getText('t').length).toBe(1200);
  });

  test('of a day offline, merged into a day of others, goes in', () => {
    const doc = new Y.Doc();
    const text = doc.getText('t');
    text.insert(0, 'words '.repeat(2000));
    const away = new Y.Doc();
    Y.applyUpdate(away, Y.encodeStateAsUpdate(doc));
    for (let each = 0; each < 4000; each++) {
      text.insert((each * 7919) % text.length, 'here');
      away.getText('t').insert((each * 6007) % away.getText('t').length, 'away');
    }
    const update = Y.encodeStateAsUpdate(away, Y.encodeStateVector(doc));
    Y.applyUpdate(doc, update, new MergeBudget());
    Y.applyUpdate(away, Y.encodeStateAsUpdate(doc));
    expect(away.getText('t').toJSON()).toBe(text.toJSON());
  });

  test.each([
    ['behind what comes after it', 3, 1],
    ['before and behind the same letter', 2, 2],
  ])('of a letter that is to stand %s is ended', (_name, behind, before) => {
    const doc = new Y.Doc();
    doc.clientID = 1;
    for (const letter of 'abcdef') doc.getText('t').insert(doc.getText('t').length, letter);
    const update = encoding.encode((encoder) => {
      for (const number of [1, 1, 4242, 0]) encoding.writeVarUint(encoder, number);
      encoding.writeUint8(encoder, 0xc4);
      for (const number of [1, behind, 1, before]) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, 'y');
      encoding.writeVarUint(encoder, 0);
    });
    expect(() => Y.applyUpdate(doc, update, new MergeBudget())).toThrow();
  });

  test.each<[string, Y.ID | null]>([
    ['from the start', null],
    ['behind the first letter', Y.createID(1, 0)],
  ])(
    'of a letter that is to reach %s past what the next one stands behind is ended',
    (_name, behind) => {
      // x a b, and then g: behind a, before b.
      const doc = lettersOf(1, 'xab');
      const first = Y.encodeStateAsUpdate(doc);
      const near = replicaOf(2, first);
      near.getText('t').insert(2, 'g');
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(near));
      const update = letterOf(4, behind, Y.createID(2, 0));
      const known = Y.encodeStateAsUpdate(doc);
      expect(() => Y.applyUpdate(doc, update, new MergeBudget())).toThrow('none could be put');
      // Why: with j, which somebody put there without g in sight, everyone reads what they got first.
      const far = replicaOf(3, first);
      far.getText('t').insert(2, 'j');
      const late = Y.encodeStateAsUpdate(far, Y.encodeStateVectorFromUpdate(first));
      const inOrder = (...updates: Uint8Array[]) => {
        const replica = replicaOf(9, known);
        for (const each of updates) Y.applyUpdate(replica, each);
        return replica.getText('t').toJSON();
      };
      expect(inOrder(late, update)).not.toBe(inOrder(update, late));
    },
  );

  test('of a letter that is put as far off, and comes to stand before all of it, goes in', () => {
    const doc = lettersOf(5, 'xab');
    const update = letterOf(4, null, Y.createID(5, 2));
    Y.applyUpdate(doc, update, new MergeBudget());
    expect(doc.getText('t').toJSON()).toBe('yxab');
  });

  test('of somebody who knew nothing behind a letter in the middle goes in', () => {
    const doc = lettersOf(1, 'xab');
    const update = letterOf(4, Y.createID(1, 0), null);
    Y.applyUpdate(doc, update, new MergeBudget());
    expect(doc.getText('t').toJSON()).toBe('xaby');
  });
});

/** Two texts in one body, and the second one deleted. */
function besideOneGone(): { doc: Y.Doc; entries: Uint8Array[] } {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const entries: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => entries.push(update));
  const body = doc.getXmlFragment('body');
  const [one, other] = [new Y.XmlText('ab'), new Y.XmlText('cd')];
  body.insert(0, [one, other]);
  body.delete(1, 1);
  return { doc, entries };
}

describe('beside what is gone with its block', () => {
  // Text, its two letters, text, its two letters.
  const [stands, gone] = [Y.createID(1, 1), Y.createID(1, 4)];

  test.each([
    ['behind one that stands and before one that is gone', stands, gone],
    ['behind one that is gone and before one that stands', gone, stands],
  ])('a letter %s is ended', (_name, behind, before) => {
    const { doc, entries } = besideOneGone();
    const update = letterOf(4, behind, before);
    const reads = (each: Y.Doc) => each.getXmlFragment('body').toJSON();
    const known = reads(doc);
    expect(() => Y.applyUpdate(doc, update, new MergeBudget())).toThrow();
    // Why: who reads it as it comes reads nothing of it, who reads all at once, as after a restart, may read it.
    const now = new Y.Doc();
    for (const each of [...entries, update]) Y.applyUpdate(now, each);
    expect(reads(now)).toBe(known);
    const later = new Y.Doc();
    later.transact(() => [...entries, update].forEach((each) => Y.applyUpdate(later, each)));
    if (behind === stands) expect(reads(later)).not.toBe(known);
  });

  test.each([
    ['between two that are gone', gone, Y.createID(1, 5)],
    ['behind one that is gone', gone, null],
    ['before one that is gone', null, gone],
  ])('a letter %s, typed before that was known, comes to nothing', (_name, behind, before) => {
    const { doc } = besideOneGone();
    Y.applyUpdate(doc, letterOf(4, behind, before), new MergeBudget());
    expect(doc.getXmlFragment('body').toJSON()).toBe('ab');
  });
});

function lettersOf(client: number, letters: string): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText('t').insert(0, letters);
  return doc;
}

function replicaOf(client: number, state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  Y.applyUpdate(doc, state);
  return doc;
}

/** A letter of this client's, to stand behind one and before the other. */
function letterOf(client: number, behind: Y.ID | null, before: Y.ID | null): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, 0]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 0x04 | (behind ? 0x80 : 0) | (before ? 0x40 : 0));
    for (const id of [behind, before])
      if (id) for (const number of [id.client, id.clock]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, 'y');
    encoding.writeVarUint(encoder, 0);
  });
}
