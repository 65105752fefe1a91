import { expect, test } from 'vitest';

import type { Shelf } from './unfinished.ts';
import { keepUnfinished } from './unfinished.ts';

test('words survive the page that held them, until they are forgotten', () => {
  const shelf = aShelf();
  keepUnfinished(shelf).keep('reply:24', 'half a sen');
  const reloaded = keepUnfinished(shelf);
  expect(reloaded.read('reply:24')).toBe('half a sen');
  reloaded.forget('reply:24');
  expect(keepUnfinished(shelf).read('reply:24')).toBeUndefined();
});

test('a full storage loses nothing while the page is open', () => {
  const full: Shelf = {
    ...aShelf(),
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  const unfinished = keepUnfinished(full);
  unfinished.keep('reply:24', 'half a sen');
  expect(unfinished.read('reply:24')).toBe('half a sen');
});

function aShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
