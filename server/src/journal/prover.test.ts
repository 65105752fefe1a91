import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Prover } from './prover.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hired() {
  const dismissed: number[] = [];
  let count = 0;
  const prover = new Prover<{ number: () => number }>(() => {
    const number = (count += 1);
    return {
      ask: () => Promise.resolve(number as never),
      dismiss: () => Promise.resolve(void dismissed.push(number)),
    };
  });
  return {
    prover,
    dismissed,
    number: () => prover.ask((worker) => worker.ask('number', undefined)),
  };
}

test('is hired when it is needed, kept while it is, and dismissed after a while', async () => {
  const { prover, dismissed, number } = hired();
  expect(prover.isHired).toBe(false);
  expect(await number()).toBe(1);
  vi.advanceTimersByTime(400);
  expect(await number()).toBe(1);
  vi.advanceTimersByTime(400);
  expect(dismissed).toEqual([]);
  vi.advanceTimersByTime(100);
  expect([prover.isHired, dismissed]).toEqual([false, [1]]);
  expect(await number()).toBe(2);
});

test('is not dismissed over its work', async () => {
  const { prover, dismissed } = hired();
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = prover.ask(() => promise);
  await prover.ask((worker) => worker.ask('number', undefined));
  vi.advanceTimersByTime(60_000);
  expect(dismissed).toEqual([]);
  resolve();
  await slow;
});

test('that failed is not asked again', async () => {
  const { prover, dismissed, number } = hired();
  await expect(prover.ask(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(dismissed).toEqual([1]);
  expect(await number()).toBe(2);
});
