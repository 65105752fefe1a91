import type { Thread } from '@gloss/shared/words/thread';
import { expect, test } from 'vitest';

import { keepPassages, threadNumbered } from './passages.ts';
import { aThread, anAnchor, decided } from './thread-samples.ts';

const passagesOf = (threads: readonly Thread[]) => keepPassages()(threads);
const looks = (threads: Thread[]) => passagesOf(threads).map(({ number, look }) => [number, look]);

test('a passage looks as its thread stands', () => {
  expect(
    looks([
      aThread(1),
      aThread(2, { disposition: decided }),
      aThread(3, { disposition: decided, verdict: { is: 'contested', reason: 'No', at: 0 } }),
      aThread(4, { proposal: { wording: 'new', replaces: 'words' } }),
      aThread(5, { proposal: { wording: 'new', replaces: 'old' } }),
    ]),
  ).toEqual([
    [1, 'open'],
    [2, 'decided'],
    [3, 'contested'],
    [4, 'proposal'],
    [5, 'conflict'],
  ]);
});

test('a proposal brings its wording until it is decided, also an empty one', () => {
  const proposal = { wording: '', replaces: 'words' };
  expect(passagesOf([aThread(1, { proposal })])[0]?.proposed).toEqual(proposal);
  expect(passagesOf([aThread(1, { proposal, disposition: decided })])[0]?.proposed).toBeUndefined();
});

test('a thread on the whole draft and an orphan mark no words', () => {
  const { anchor: _none, ...whole } = aThread(1);
  const orphan = aThread(2, { anchor: { ...anAnchor('b1'), state: { is: 'orphaned' } } });
  expect(passagesOf([whole, orphan])).toEqual([]);
});

test('what the text does not show of a change makes no passage anew, and no list', () => {
  const passagesFor = keepPassages();
  const threads = [aThread(1), aThread(2), aThread(3)];
  const before = passagesFor(threads);
  expect(passagesFor([aThread(1), aThread(2, { labels: ['Care'] }), aThread(3)])).toBe(before);
  const after = passagesFor(threads.with(1, aThread(2, { disposition: decided })));
  expect(after).not.toBe(before);
  expect(after.map((passage, at) => passage === before[at])).toEqual([true, false, true]);
  expect(passagesFor(threads.slice(1))).toHaveLength(2);
});

test('a thread is found by its number', () => {
  expect(threadNumbered([aThread(7), aThread(24)], 24)).toBe(aThread(24).id);
  expect(threadNumbered([aThread(7)], 24)).toBeNull();
});
