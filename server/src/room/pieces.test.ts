import { bodyOf } from '@gloss/shared/text/body';
import { paragraph, textOf } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { deletesMuch, Pace, piecesOf } from './pieces.ts';
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
  expect(deletesMuch(Y.decodeUpdate(update), doc)).toBe(false);
  const all = textOf(...Array.from({ length: 600 }, () => paragraph('A paragraph.')));
  const everything = replicaOf(all).write((replica) => bodyOf(replica).delete(0, 600));
  expect(everything.length).toBeLessThan(30);
  expect(deletesMuch(Y.decodeUpdate(everything), all)).toBe(true);
});
