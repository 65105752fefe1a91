/** Folders that an earlier version wrote: brought up to date, with every word in them. */
import { DatabaseSync } from 'node:sqlite';

import { ActId, DraftId } from '@gloss/shared/words/ids';
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

test('[K6] what had no checksum gets one: bindings, answers, tallies and what is known of a document', () => {
  migrate(file, steps.slice(0, 1));
  file.exec(`
    insert into journal_document (document, head, changed_at) values
      ('draft-under-test/text', 0, 5), ('draft-under-test/docket', 0, 7);
    insert into journal_client (document, client, account) values
      ('draft-under-test/text', 4294967295, 'account-ada'), ('draft-under-test/text', 2, 'account-ben');
    insert into journal_answer (draft, act, account, body) values
      ('draft-under-test', 'act-00000001', 'account-ada', '{"words":"two\nlines – ü"}');
    insert into journal_tally (draft, open_threads) values ('draft-under-test', 3);
    update journal_document set head = 1 where document like '%text';
    insert into journal_entry (document, seq, account, at, bytes, checksum) values
      ('draft-under-test/text', 1, 'account-ada', 5, x'0000',
       ${checksumOf([document, 1, 'account-ada', 5], Uint8Array.from([0, 0]))});
  `);
  migrate(file);
  const tables = openTables(file);
  expect(tables.read(document).clients).toEqual(
    new Map([
      [4_294_967_295, 'account-ada'],
      [2, 'account-ben'],
    ]),
  );
  const draft = DraftId.parse('draft-under-test');
  expect(tables.answerTo(draft, ActId.parse('act-00000001'))?.body).toBe(
    '{"words":"two\nlines – ü"}',
  );
  expect(tables.tallies()).toEqual(new Map([[draft, { openThreads: 3, changedAt: 5 }]]));

  file.exec(`delete from journal_client where client = 2`);
  expect(() => tables.read(document)).toThrow(/binding of a client is missing/);
  file.exec(`update journal_answer set account = 'account-ben'`);
  expect(() => tables.answerTo(draft, ActId.parse('act-00000001'))).toThrow(/is damaged/);
});
