import { writeStep2 } from '@gloss/shared/wire/frames';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { docketOf, textOf } from '../journal/document.ts';
import { KeptDocument } from './kept-document.ts';
import { draft } from './room.fixture.ts';

test('a docket of which nothing is stored is made for whoever asks for it first', () => {
  const kept = new KeptDocument(docketOf(draft), {
    checkpoint: null,
    entries: [],
    clients: new Map(),
  });
  expect(kept.isUnpacked).toBe(false);
  expect(kept.answers.to(Uint8Array.of(0))).toEqual([
    writeStep2(Y.encodeStateAsUpdate(new Y.Doc())),
  ]);
  expect(kept.isUnpacked).toBe(true);
});

test('what is stored with a gap is no document, and is said to be none before anybody comes in', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.getText('body').insert(0, 'first ');
  doc.getText('body').insert(6, 'second');
  const entries = updates
    .slice(1)
    .map((update) => ({ document: textOf(draft), seq: 1, update, account: 'ann' as never, at: 0 }));
  expect(
    () => new KeptDocument(textOf(draft), { checkpoint: null, entries, clients: new Map() }),
  ).toThrow('never stored');
});
