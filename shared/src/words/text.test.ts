import { expect, test } from 'vitest';

import { cutTo, toWhole } from './text.ts';

test('[A4] what is half a character reads U+FFFD, and whole ones stay', () => {
  expect(toWhole('half \ud83d of it')).toBe('half \ufffd of it');
  expect(toWhole('\ude00\ud83d\ude00\ud83d')).toBe('\ufffd😀\ufffd');
  expect(toWhole('a 😀 and a \ufffd')).toBe('a 😀 and a \ufffd');
  for (let length = 0; length < 9; length++)
    expect(cutTo('a😀b😀😀', length)).toBe(toWhole(cutTo('a😀b😀😀', length)));
  expect(cutTo('a😀b', 2)).toBe('a');
  expect(cutTo('a😀b', 3)).toBe('a😀');
});
