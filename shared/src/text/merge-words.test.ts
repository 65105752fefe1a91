import { describe, expect, test } from 'vitest';

import { mergeWords } from './merge-words.ts';

const base = 'Every ward should publish summaries of what it learns.';

describe('a proposal merged into what its passage reads by now', () => {
  test.each([
    [
      'has both changes where they are apart',
      'Each ward should publish summaries of what it learns.',
      'Every ward should publish summaries of all it learns.',
      'Each ward should publish summaries of all it learns.',
    ],
    [
      'has a change once that both made',
      'Every ward must publish summaries of what it learns.',
      'Every ward must publish summaries of what it learns each year.',
      'Every ward must publish summaries of what it learns each year.',
    ],
    ['is the proposal where nothing has changed', base, 'Other words.', 'Other words.'],
    ['is today’s words where the proposal changes nothing', 'Other words.', base, 'Other words.'],
  ])('%s', (_fact, now, proposed, merged) => {
    expect(mergeWords(base, now, proposed)).toBe(merged);
  });

  test.each([
    [
      'the same word',
      'Every ward should publish reports of what it learns.',
      'Every ward should publish data of what it learns.',
    ],
    [
      'the same place',
      'Every ward should publish yearly summaries of what it learns.',
      'Every ward should publish short summaries of what it learns.',
    ],
    ['all and a part', '', 'Every ward should publish data of what it learns.'],
  ])('is nobody’s to say where both change %s', (_what, now, proposed) => {
    expect(mergeWords(base, now, proposed)).toBeNull();
  });
});
