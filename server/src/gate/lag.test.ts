import { expect, test } from 'vitest';

import { Lag } from './lag.ts';

function lagOf(...steps: number[]): boolean {
  const lag = new Lag(500, () => 0);
  lag.end();
  let at = 0;
  for (const step of steps) lag.look((at += step));
  return lag.isTooMuch;
}

test('a loop that keeps up, and one that stalls once, take new sockets', () => {
  expect(lagOf(100, 110, 105)).toBe(false);
  expect(lagOf(100, 1500)).toBe(false);
  expect(lagOf(100, 3_600_000, 100, 100, 100)).toBe(false);
});

test('a loop that is late again and again does not, until it has caught up', () => {
  const late = [900, 900, 900, 900, 900];
  expect(lagOf(...late)).toBe(true);
  expect(lagOf(...late, 100, 100, 100)).toBe(false);
});
