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

test('words that change side by side are shown as one change', () => {
  const runs = wordingRuns(
    'Staff need training before any of the tools arrive.',
    'Staff need training long before all these new tools arrive.',
  );
  expect(runs.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'new', text: 'long ' },
    { kind: 'gone', text: 'any of the' },
    { kind: 'new', text: 'all these new' },
  ]);
});

test('the pieces joined are both wordings again', () => {
  const before = 'A first line, and more of it.\nA second line here.';
  const after = 'A first line,  and no more of it.\nThe second line, here.';
  const joined = (left: 'gone' | 'new') =>
    wordingRuns(before, after)
      .filter(({ kind }) => kind !== left)
      .map(({ text }) => text)
      .join('');
  expect([joined('new'), joined('gone')]).toEqual([before, after]);
});
