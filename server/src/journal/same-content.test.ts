import { DraftId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { textOf } from './document.ts';
import type { Stored } from './journal.ts';
import { serverAccount } from './journal.ts';
import { checkSameContent } from './same-content.ts';

const document = textOf(DraftId.parse('draft-under-test'));

/** What a journal holds of these edits, and the document they made. */
function journalOf(...edits: ((doc: Y.Doc) => void)[]): { stored: Stored; doc: Y.Doc } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const edit of edits) doc.transact(() => edit(doc));
  const entries = updates.map((update, at) => ({
    document,
    seq: at + 1,
    update,
    account: serverAccount,
    at: 0,
  }));
  return { stored: { checkpoint: null, entries, clients: new Map() }, doc };
}

function run(doc: Y.Doc): Y.XmlText {
  return doc.getXmlFragment('body').get(0) as unknown as Y.XmlText;
}

const opens = (doc: Y.Doc): void => {
  const text = new Y.XmlText();
  doc.getXmlFragment('body').insert(0, [text]);
  text.insert(0, 'One strategy for everyone');
};

function judged({ stored, doc }: { stored: Stored; doc: Y.Doc }): () => void {
  const seq = stored.entries.at(-1)?.seq ?? 0;
  return () =>
    checkSameContent(document, stored, {
      seq,
      state: Y.encodeStateAsUpdate(doc),
      stateVector: Y.encodeStateVector(doc),
    });
}

test('a state made by loading and encoding again says the same, deletions and marks included', () => {
  const letter = journalOf(
    opens,
    (doc) => run(doc).format(4, 8, { bold: true }),
    (doc) => run(doc).format(4, 8, { bold: null }),
    (doc) => run(doc).delete(0, 4),
    (doc) => doc.getMap('threads').set('t1', new Y.Map([['number', 1]])),
    (doc) => doc.getMap('threads').delete('t1'),
  );
  const reloaded = new Y.Doc();
  for (const { update } of letter.stored.entries) Y.applyUpdate(reloaded, update);
  expect(judged({ ...letter, doc: reloaded })).not.toThrow();
});

test.each<[string, (doc: Y.Doc) => void]>([
  ['a word more', (doc) => run(doc).insert(0, 'Only ')],
  ['a word less', (doc) => run(doc).delete(0, 4)],
  ['a mark more', (doc) => run(doc).format(0, 3, { bold: true })],
  ['an attribute more', (doc) => run(doc).setAttribute('bid', 'b1')],
  ['a thread more', (doc) => doc.getMap('threads').set('t1', new Y.Map())],
])('a state with %s does not', (_, changes) => {
  const letter = journalOf(opens);
  letter.doc.transact(() => changes(letter.doc));
  expect(judged(letter)).toThrow(/does not say what the journal says/);
});

test('nor does one that lacks a thread, or what a thread says, though no edit is missing', () => {
  const letter = journalOf(opens, (doc) =>
    doc.getMap('threads').set('t1', new Y.Map([['number', 1]])),
  );
  const threads = letter.doc.getMap<Y.Map<number>>('threads');
  threads.get('t1')?.delete('number');
  expect(judged(letter)).toThrow(/does not say/);
  threads.delete('t1');
  expect(judged(letter)).toThrow(/does not say/);
});

test('equal words do not hide an edit that is missing', () => {
  const letter = journalOf(
    opens,
    (doc) => run(doc).insert(0, 'x'),
    (doc) => run(doc).delete(0, 1),
  );
  const lacking = new Y.Doc();
  Y.applyUpdate(lacking, letter.stored.entries[0]?.update ?? new Uint8Array());
  expect(judged({ ...letter, doc: lacking })).toThrow(/does not say/);
});

test('a state does not pass with the state vector of another', () => {
  const { stored, doc } = journalOf(opens, (doc) => run(doc).insert(0, 'x'));
  const state = Y.encodeStateAsUpdate(doc);
  run(doc).insert(0, 'y');
  const stateVector = Y.encodeStateVector(doc);
  expect(() => checkSameContent(document, stored, { seq: 2, state, stateVector })).toThrow(
    /does not say/,
  );
});
