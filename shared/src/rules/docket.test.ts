import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { readThread, readThreads, writeThread } from './docket.ts';
import { decidedThread, done, openThread, person } from './scene.fixture.ts';

test('[D1] a thread reads back as it was written, here and on another replica', () => {
  const docket = new Y.Doc();
  const thread = decidedThread();
  docket.transact(() => writeThread(docket, thread));
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(docket));
  expect(readThread(docket, thread.id)).toEqual(thread);
  expect(readThreads(other)).toEqual([thread]);
});

test('[D2] writing the same thread again changes nothing, and a reply costs its own size', () => {
  const docket = new Y.Doc();
  const thread = openThread();
  docket.transact(() => writeThread(docket, thread));
  const sizes: number[] = [];
  docket.on('update', (update: Uint8Array) => sizes.push(update.length));
  docket.transact(() => writeThread(docket, thread));
  expect(sizes).toEqual([]);
  const answered = done(
    { act: 'reply', thread: thread.id, body: 'Yes.' },
    person('editor'),
    [thread],
    'act-0009',
  );
  docket.transact(() => writeThread(docket, answered));
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThan(700);
  expect(readThread(docket, thread.id)).toEqual(answered);
});

test('[D1] a field that is gone is gone: reopening takes the disposition out', () => {
  const docket = new Y.Doc();
  const decided = decidedThread();
  docket.transact(() => writeThread(docket, decided));
  const reopened = done({ act: 'reopen', thread: decided.id }, person('lead'), [decided]);
  docket.transact(() => writeThread(docket, reopened));
  expect(readThread(docket, decided.id)).toEqual(reopened);
});
