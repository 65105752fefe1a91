import { expect, test } from 'vitest';

import { limiter } from './rates.ts';

test('a full bucket is a burst, then one more for each permit that grows back', () => {
  let now = 0;
  const may = limiter({ burst: 3, perSecond: 2 }, () => now);
  expect([may('a'), may('a'), may('a'), may('a')]).toEqual([true, true, true, false]);
  now += 500;
  expect([may('a'), may('a')]).toEqual([true, false]);
});

test('one who keeps asking is let in as often as one who waits', () => {
  for (const every of [100, 1_000, 2_000, 10_000, 12_000]) {
    let now = 0;
    const may = limiter({ burst: 2, perSecond: 5 / 60 }, () => now);
    let allowed = 0;
    for (; now <= 3_600_000; now += every) if (may('a')) allowed += 1;
    expect(allowed, `asked every ${every} ms`).toBeGreaterThanOrEqual(295);
    expect(allowed, `asked every ${every} ms`).toBeLessThanOrEqual(302);
  }
});

test('one who asks too much does not use up what another may', () => {
  const may = limiter({ burst: 1, perSecond: 1 }, () => 0);
  expect([may('a'), may('a'), may('b')]).toEqual([true, false, true]);
});

test('a bucket never holds more than a burst', () => {
  let now = 0;
  const may = limiter({ burst: 2, perSecond: 1 }, () => now);
  may('a');
  now += 3_600_000;
  expect([may('a'), may('a'), may('a')]).toEqual([true, true, false]);
});
