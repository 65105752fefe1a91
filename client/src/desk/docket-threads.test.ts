import { writeThread } from '@gloss/shared/rules/docket';
import { openThread } from '@gloss/shared/rules/scene.fixture';
import { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { changedThreads } from './changed-threads.ts';
import { followThreads } from './docket-threads.ts';

const numbered = (number: number): Thread => ({
  ...openThread(),
  id: ThreadId.parse(`thread-number-${number}`),
  number,
});

function docketOf(...threads: Thread[]): Y.Doc {
  const docket = new Y.Doc();
  docket.transact(() => threads.forEach((thread) => writeThread(docket, thread)));
  return docket;
}

test('threads stand in the order of their numbers, in whichever order they come', () => {
  const docket = docketOf(numbered(5), numbered(2));
  const threads = followThreads(docket, () => undefined);
  for (const number of [7, 1, 4]) docket.transact(() => writeThread(docket, numbered(number)));
  docket.transact(() => [6, 3].forEach((number) => writeThread(docket, numbered(number))));
  expect(threads.list().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a change of one thread among thousands makes another of that one, and of none besides', () => {
  const docket = docketOf(...Array.from({ length: 2000 }, (_, at) => numbered(at + 1)));
  const onChange = vi.fn<() => void>();
  const threads = followThreads(docket, onChange);
  const before = threads.list();
  const labelled = { ...numbered(700), labels: ['Care'] };
  docket.transact(() => writeThread(docket, labelled));
  const { left, came } = changedThreads(before, threads.list());
  expect(left).toEqual([{ ...numbered(700), pending: false }]);
  expect(came).toEqual([{ ...labelled, pending: false }]);
  expect(onChange).toHaveBeenCalledTimes(1);
  threads.stop();
});
