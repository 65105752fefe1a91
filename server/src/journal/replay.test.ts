import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { replayInto, updatesOf } from './replay.ts';

/** One letter between two that is bold, and the update of somebody who deletes it and nothing else. */
function boldLetter(): { state: Uint8Array; gone: Uint8Array } {
  const doc = new Y.Doc();
  const text = doc.getText('body');
  text.insert(0, 'abc');
  text.format(1, 1, { bold: {} });
  let letter = text._start;
  while (letter && !(letter.content instanceof Y.ContentString && letter.content.str === 'b'))
    letter = letter.right;
  const { client, clock } = letter?.id ?? { client: 0, clock: 0 };
  const gone = encoding.encode((encoder) => {
    for (const number of [0, 1, client, 1, clock, 1]) encoding.writeVarUint(encoder, number);
  });
  return { state: Y.encodeStateAsUpdate(doc), gone };
}

function emptyText(): Y.Doc {
  const doc = new Y.Doc();
  doc.getText('body');
  return doc;
}

const deletions = (doc: Y.Doc): number =>
  [...Y.createDeleteSetFromStructStore(doc.store).clients.values()]
    .flat()
    .reduce((sum, { len }) => sum + len, 0);

test('Yjs by itself takes marks away that show no longer', () => {
  const { state, gone } = boldLetter();
  const doc = emptyText();
  Y.applyUpdate(doc, state);
  Y.applyUpdate(doc, gone);
  expect(deletions(doc)).toBeGreaterThan(1);
});

test('a replay deletes what is stored as deleted, and nothing else', () => {
  const { state, gone } = boldLetter();
  const doc = emptyText();
  replayInto(doc, [state, gone]);
  expect(deletions(doc)).toBe(1);
  expect(doc.getText('body').toDelta()).toEqual([{ insert: 'a' }, { insert: 'c' }]);
});

test('after a replay the document tidies again', () => {
  const { state, gone } = boldLetter();
  const doc = emptyText();
  replayInto(doc, [state]);
  Y.applyUpdate(doc, gone);
  expect(deletions(doc)).toBeGreaterThan(1);
});

test('what is stored is read in its order, up to where it is wanted', () => {
  const byte = (value: number) => Uint8Array.of(value);
  const entries = [5, 6, 7].map((seq) => ({ seq, update: byte(seq) }));
  expect([...updatesOf({ checkpoint: { state: byte(4) }, entries }, 6)].map(([at]) => at)).toEqual([
    4, 5, 6,
  ]);
  expect([...updatesOf({ checkpoint: null, entries })].map(([at]) => at)).toEqual([5, 6, 7]);
});
