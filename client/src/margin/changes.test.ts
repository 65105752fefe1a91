import type { HistoryEntry } from '@gloss/shared/words/thread';
import { expect, test } from 'vitest';

import { changesBetween } from './changes.ts';
import { lead, reviewer, thread } from './thread.fixture.ts';

const step = (did: HistoryEntry['did'], by = reviewer): HistoryEntry => ({
  at: 1,
  by,
  did,
  detail: '',
});
const before = [thread(24, { history: [step('annotated')] })];

test('what another says or decides is told with who and where', () => {
  const after = [thread(24, { history: [step('annotated'), step('decided', lead)] })];
  expect(changesBetween(before, after, reviewer.account)).toEqual([
    'Thread 24: Deputy Head of Strategy decided.',
  ]);
});

test('one’s own doing and mere sorting are not told', () => {
  const history = [step('annotated'), step('replied', lead), step('labelled')];
  expect(changesBetween(before, [thread(24, { history })], lead.account)).toEqual([]);
});

test('many changes at once are told as a number', () => {
  const after = [1, 2, 3, 4].map((number) => thread(number, { history: [step('annotated')] }));
  expect(changesBetween([], after, lead.account)).toEqual(['4 changes in the threads.']);
});
