import { expect, test } from 'vitest';

import { addressWithThread, threadNumberIn } from './thread-hash.ts';

test('a fragment of a number names a thread', () => {
  expect(threadNumberIn('#24')).toBe(24);
});

test.each(['', '#', '#0', '#024', '#24a', '#-3', '#1e3', '#99999999999', '24'])(
  '%j names none',
  (hash) => {
    expect(threadNumberIn(hash)).toBeNull();
  },
);

test('what is written is read again', () => {
  expect(threadNumberIn(new URL(addressWithThread('/d/draft', 7), 'https://host').hash)).toBe(7);
  expect(addressWithThread('/d/draft', null)).toBe('/d/draft');
});
