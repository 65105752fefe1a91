import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { MergeBudget } from './merge-budget.ts';

/** A text of single letters, each put in after the one before it. */
function longText(letters: number): { doc: Y.Doc; last: Y.ID } {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const text = doc.getText('t');
  const writers = [doc, new Y.Doc()];
  for (let at = 0; at < letters; at++) {
    // Two clients in turn, so that the letters stay items of their own.
    const [one, other] = at % 2 === 0 ? writers : writers.toReversed();
    one!.getText('t').insert(at, 'x');
    Y.applyUpdate(other!, Y.encodeStateAsUpdate(one!, Y.encodeStateVector(other!)));
  }
  let last = text._start;
  while (last?.right) last = last.right;
  return { doc, last: last!.lastId };
}

/** `count` letters, each meant to stand anywhere before the last one. */
function pile(count: number, before: Y.ID): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, count, 4242, 0]) encoding.writeVarUint(encoder, number);
    for (let each = 0; each < count; each++) {
      // A string with a right origin and no left one: its place is anywhere from the start.
      encoding.writeUint8(encoder, 0x44);
      encoding.writeVarUint(encoder, before.client);
      encoding.writeVarUint(encoder, before.clock);
      encoding.writeVarString(encoder, 'y');
    }
    encoding.writeVarUint(encoder, 0);
  });
}

describe('an update with a budget', () => {
  test('that would walk over everything again and again is ended', () => {
    const { doc, last } = longText(1000);
    expect(() => Y.applyUpdate(doc, pile(2000, last), new MergeBudget())).toThrow('too long');
  });

  test('of the same kind, without one, goes in', () => {
    const { doc, last } = longText(1000);
    Y.applyUpdate(doc, pile(200, last));
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
});
