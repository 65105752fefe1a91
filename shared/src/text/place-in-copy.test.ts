import { expect, test } from 'vitest';

import { missingInCopy, placeInCopy } from './place-in-copy.ts';

/** @returns the copy with a bar at the place where the bar stands in the words. */
function placed(words: string, copy: string): string {
  const at = placeInCopy(words.replace('|', ''), words.indexOf('|'), copy);
  return `${copy.slice(0, at)}|${copy.slice(at)}`;
}

test.each([
  ['Care is| human.', 'Care is human.', 'Care is| human.'],
  ['Care is| human.', 'All care is—very human.', 'All care is—very| human.'],
  ['Care is human|', 'Care is human, and kind', 'Care is human, and kind|'],
  ['|Care is human', 'Here: Care is human', 'Here: |Care is human'],
  ['Care is hu|man', 'Care is hu', 'Care is hu|'],
  ['Care|', '', '|'],
])('[E11] the place in “%s” is found in “%s”', (words, copy, found) => {
  expect(placed(words, copy)).toBe(found);
});

test('[E11] what a copy has already is not missing in it', () => {
  const words = 'Care begins at home, and at the door.';
  expect(missingInCopy(words, 0, words.length, words)).toEqual([]);
  expect(missingInCopy(words, 0, words.length, 'Care begins at home.')).toEqual([
    { at: 19, words: ', and at the door' },
  ]);
});

test('[E11] words that are others are missing as a whole, whatever letters they share', () => {
  expect(missingInCopy('Nobody is left', 0, 14, 'Care is human')).toEqual([
    { at: 13, words: 'Nobody is left' },
  ]);
});
