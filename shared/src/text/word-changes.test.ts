import { describe, expect, test } from 'vitest';

import { wordChanges } from './word-changes.ts';

/** @returns the old wording with its changes written in brackets: {old|new}. */
function marked(before: string, after: string): string {
  let at = 0;
  let line = '';
  for (const { from, to, words } of wordChanges(before, after)) {
    line += `${before.slice(at, from)}{${before.slice(from, to)}|${words}}`;
    at = to;
  }
  return line + before.slice(at);
}

/** @returns what comes of writing the changes into the old wording, from the last to the first. */
function written(before: string, after: string): string {
  return wordChanges(before, after).reduceRight(
    (line, { from, to, words }) => line.slice(0, from) + words + line.slice(to),
    before,
  );
}

describe('the changes between two wordings', () => {
  test.each([
    ['same', 'same', 'same'],
    ['', 'new words', '{|new words}'],
    ['old words', '', '{old words|}'],
    ['one two three', 'one two big three', 'one two {|big }three'],
    ['publish summaries', 'publish summary', 'publish summar{ies|y}'],
    [
      'first words stay and last words',
      'First words stay and final words',
      '{f|F}irst words stay and {last|final} words',
    ],
  ])('from “%s” to “%s” are %s', (before, after, changes) => {
    expect(marked(before, after)).toBe(changes);
  });

  test('never cut a character in half', () => {
    // Both begin, or end, with the same half.
    expect(marked('a 😀 b', 'a 😁 b')).toBe('a {😀|😁} b');
    expect(marked('a 𐐀 b', 'a 😀 b').replaceAll(/[\p{Cs}]/gu, '?')).not.toContain('?');
  });

  test('are one where almost everything differs, however long it is', () => {
    const many = (word: string) =>
      Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join(' ');
    const [before, after] = [many('old'), many('new')];
    expect(wordChanges(before, after)).toHaveLength(1);
    expect(written(before, after)).toBe(after);
  });
});
