/** Folders that an earlier version wrote: brought up to date, with every word in them. */
import { DatabaseSync } from 'node:sqlite';

import { DraftId } from '@gloss/shared/words/ids';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { checksumOf } from './checksum.ts';
import { textOf } from './document.ts';
import { migrate, steps } from './migrations.ts';
import { openTables } from './sqlite-tables.ts';

const document = textOf(DraftId.parse('draft-under-test'));

let file: DatabaseSync;
beforeEach(() => {
  file = new DatabaseSync(':memory:');
});
afterEach(() => file.close());

test('[K6] a checkpoint without a state vector is read with one, and still with its checksum', () => {
  migrate(file, steps.slice(0, 1));
  const doc = new Y.Doc();
  doc.getMap('threads').set('t1', 'a thread');
  const state = Y.encodeStateAsUpdate(doc);
  file
    .prepare('insert into journal_document (document, head, changed_at) values (?, 3, 0)')
    .run(document);
  file
    .prepare(
      'insert into journal_checkpoint (document, seq, bytes, checksum, proven) values (?, 3, ?, ?, 1)',
    )
    .run(document, state, checksumOf([document, 3], state));

  migrate(file);
  const { checkpoint } = openTables(file).read(document);
  expect(checkpoint && { ...checkpoint, stateVector: [...checkpoint.stateVector] }).toEqual({
    seq: 3,
    state,
    stateVector: [...Y.encodeStateVector(doc)],
  });

  file.exec(`update journal_checkpoint set bytes = cast(bytes || x'00' as blob)`);
  expect(() => openTables(file).read(document)).toThrow(/checkpoint at 3 is damaged/);
});
