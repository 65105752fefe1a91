import { expect, test } from 'vitest';

import { tokenIn } from './link-token.ts';

test('the fragment of a sign-in link is its token', () => {
  expect(tokenIn('#mQ3-x_9.z')).toBe('mQ3-x_9.z');
});

test('an empty, overlong or strange fragment is none', () => {
  expect(tokenIn('')).toBeNull();
  expect(tokenIn('#')).toBeNull();
  expect(tokenIn(`#${'a'.repeat(201)}`)).toBeNull();
  expect(tokenIn('#a b/c')).toBeNull();
});
