import { bodyOf } from '@gloss/shared/text/body';
import { paragraph, textOf } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { takesLong, Pace, piecesOf } from './pieces.ts';
import { replicaOf } from './room.fixture.ts';

test('however slow the pieces before it were, the next one has a whole number of parts', () => {
  const pace = new Pace();
  for (const ms of [5, 5, 5, 5, 1, 1, 5, 1, 5, 5, 5]) {
    pace.took(ms);
    expect(Number.isInteger(pace.next())).toBe(true);
    expect(pace.next()).toBeGreaterThanOrEqual(10);
  }
});

/** Every third paragraph, and three characters of each that stays. */
function withDeletions(): { doc: Y.Doc; update: Uint8Array } {
  const doc = textOf(
    ...Array.from({ length: 60 }, (_, at) => paragraph(`Paragraph ${at} of many.`)),
  );
  const update = replicaOf(doc).write((replica) => {
    for (let at = 59; at >= 0; at--) {
      if (at % 3 === 0) bodyOf(replica).delete(at, 1);
      else ((bodyOf(replica).get(at) as Y.XmlElement).get(0) as Y.XmlText).delete(4, 3);
    }
  });
  return { doc, update };
}

test.each([1, 2, 3, 7, 10, 12, 50, 1000])(
  'what an update deletes is deleted by its pieces of %i, and nothing else',
  (parts) => {
    const { doc, update } = withDeletions();
    const atOnce = new Y.Doc();
    Y.applyUpdate(atOnce, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(atOnce, update);
    let pieces = 0;
    for (const piece of piecesOf(Y.decodeUpdate(update), () => parts)) {
      Y.applyUpdate(doc, piece);
      pieces += 1;
    }
    expect(bodyOf(doc).toJSON()).toBe(bodyOf(atOnce).toJSON());
    if (parts < 50) expect(pieces).toBeGreaterThan(10);
  },
);

test('a deletion is much by what it takes away, with all that it holds', () => {
  const { doc, update } = withDeletions();
  expect(takesLong(Y.decodeUpdate(update), doc)).toBe(false);
  const all = textOf(...Array.from({ length: 600 }, () => paragraph('A paragraph.')));
  const everything = replicaOf(all).write((replica) => bodyOf(replica).delete(0, 600));
  expect(everything.length).toBeLessThan(30);
  expect(takesLong(Y.decodeUpdate(everything), all)).toBe(true);
});

test('what cuts many parts of a text of very many takes long, a few of them or a short text do not', () => {
  const doc = textOf(paragraph('x'.repeat(60_000)));
  const text = (bodyOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const cut = (from: Y.Doc, count: number) =>
    replicaOf(from).write((replica) => {
      const words = (bodyOf(replica).get(0) as Y.XmlElement).get(0) as Y.XmlText;
      for (let at = 0; at < count; at += 1) words.delete(at * 3, 1);
    });
  expect(takesLong(Y.decodeUpdate(cut(doc, 300)), doc)).toBe(false);
  doc.transact(() => {
    for (let at = 0; at < 20_000; at += 1) text.insert(at * 3, 'y');
  });
  expect(takesLong(Y.decodeUpdate(cut(doc, 300)), doc)).toBe(true);
  expect(takesLong(Y.decodeUpdate(cut(doc, 3)), doc)).toBe(false);
});
