import { expect, test } from 'vitest';

import { nearOf } from './use-near.ts';

test('near is what is in sight and at least two screens on both sides of it, wherever one stands', () => {
  for (const seen of [-300, 0, 1, 449, 450, 12_345.6]) {
    const { top, bottom } = nearOf(seen, 900);
    expect(top).toBeLessThanOrEqual(seen - 1800);
    expect(bottom).toBeGreaterThanOrEqual(seen + 900 + 1800);
    expect(bottom - top).toBe(900 * 5.5);
  }
});

test('it moves on by half a screen: a small scroll changes nothing', () => {
  expect(nearOf(10, 900)).toEqual(nearOf(440, 900));
  expect(nearOf(10, 900)).not.toEqual(nearOf(460, 900));
});
