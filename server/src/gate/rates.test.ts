import { expect, test } from 'vitest';

import { limiter } from './rates.ts';

test('a full bucket is a burst, then one more for each permit that grows back', () => {
  let now = 0;
  const may = limiter({ burst: 3, perSecond: 2 }, () => now);
  expect([may('a'), may('a'), may('a'), may('a')]).toEqual([true, true, true, false]);
  now += 500;
  expect([may('a'), may('a')]).toEqual([true, false]);
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
