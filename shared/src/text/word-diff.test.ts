import { expect, test } from 'vitest';

import { wordDiff } from './word-diff.ts';

const before = 'Providers will publish summaries.';
const after = 'Every provider will publish a plain summary  within 30 days.';

test('what is not new adds up to the old wording, what is not gone to the new one', () => {
  const changes = wordDiff(before, after);
  const without = (kind: string) =>
    changes
      .filter((change) => change.kind !== kind)
      .map(({ text }) => text)
      .join('');
  expect(without('new')).toBe(before);
  expect(without('gone')).toBe(after);
});

test('a changed word is told as gone and new, with its neighbours the same', () => {
  expect(wordDiff('to most patients now', 'to all patients now')).toEqual([
    { kind: 'same', text: 'to ' },
    { kind: 'gone', text: 'most' },
    { kind: 'new', text: 'all' },
    { kind: 'same', text: ' patients now' },
  ]);
});

test('an empty wording is all gone', () => {
  expect(wordDiff('words', '')).toEqual([{ kind: 'gone', text: 'words' }]);
});

test('of two that differ in very many words one goes and the other comes', () => {
  const line = (word: string) => Array.from({ length: 2_000 }, (_, at) => `${word}${at}`).join(' ');
  expect(wordDiff(line('a'), line('b'))).toEqual([
    { kind: 'gone', text: line('a') },
    { kind: 'new', text: line('b') },
  ]);
});
