import { expect, test } from 'vitest';

import { wordingRuns } from './wording-runs.ts';

test('a small change is shown word by word', () => {
  const runs = wordingRuns(
    'Staff need training before tools arrive.',
    'Staff get training before tools arrive.',
  );
  expect(runs.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'gone', text: 'need' },
    { kind: 'new', text: 'get' },
  ]);
});

test('a rewritten sentence is shown whole, old before new', () => {
  const before = 'Providers will publish summaries.';
  const after = 'Every provider will publish a plain summary within 30 days.';
  expect(wordingRuns(before, after)).toEqual([
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ]);
});

test('a proposed deletion is one piece', () => {
  expect(wordingRuns('Not this.', '')).toEqual([{ kind: 'gone', text: 'Not this.' }]);
});
