import { expect, test } from 'vitest';

import { changedThreads } from './changed-threads.ts';

const thread = (number: number) => ({ number });
const threads = [1, 2, 4, 5].map(thread);

test('where nothing changed, nothing is another', () => {
  expect(changedThreads(threads, [...threads])).toEqual({ left: [], came: [] });
});

test('a thread that changed left as it was and came as it is; new ones come, those that went leave', () => {
  const changed = thread(2);
  const { left, came } = changedThreads(threads, [threads[0]!, changed, thread(3), threads[2]!]);
  expect([left.length, left[0] === threads[1], left[1] === threads[3]]).toEqual([2, true, true]);
  expect(came.map(({ number }) => number)).toEqual([2, 3]);
  expect(came[0]).toBe(changed);
});

test('all of a list come after none, and leave before none', () => {
  expect(changedThreads([], threads)).toEqual({ left: [], came: threads });
  expect(changedThreads(threads, [])).toEqual({ left: threads, came: [] });
});
