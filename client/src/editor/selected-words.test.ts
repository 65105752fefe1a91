import { schema } from '@gloss/shared/text/schema';
import { expect, test } from 'vitest';

import { wordsWithin } from './selected-words.ts';

const text = schema.node('doc', null, [
  schema.node('paragraph', null, schema.text('One  two ')),
  schema.node('paragraph'),
  schema.node('paragraph', null, schema.text(' three')),
]);

test('white space at the edges of a selection is no part of the words', () => {
  expect(read(4, 10)).toBe('two');
});

test('a selection over several blocks begins and ends at words', () => {
  expect(read(9, 17)).toBe('th');
  expect(read(0, text.content.size)).toBe('One  two || three');
});

test('a selection of white space or of an empty paragraph holds no words', () => {
  expect(wordsWithin(text, { from: 4, to: 6 })).toBeNull();
  expect(wordsWithin(text, { from: 11, to: 13 })).toBeNull();
});

function read(from: number, to: number): string | undefined {
  const words = wordsWithin(text, { from, to });
  return words === null ? undefined : text.textBetween(words.from, words.to, '|');
}
