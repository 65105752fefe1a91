import { ThreadId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { nextOf } from './activation.ts';

const [inner, outer] = ['thread-inner', 'thread-outer'].map((id) => ThreadId.parse(id)) as [
  ThreadId,
  ThreadId,
];

test('the innermost passage wins, and asking again walks outwards and round', () => {
  expect(nextOf([inner, outer], null)).toBe(inner);
  expect(nextOf([inner, outer], inner)).toBe(outer);
  expect(nextOf([inner, outer], outer)).toBe(inner);
});

test('one passage alone stays active; where none is, none is asked for', () => {
  expect(nextOf([inner], inner)).toBe(inner);
  expect(nextOf([], inner)).toBeNull();
});
