import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Rounds } from './rounds.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a round visits everyone once, and never more than their share in one turn', () => {
  const turns: number[][] = [];
  let turn: number[] = [];
  const rounds = new Rounds<number>(5000, (item) => turn.push(item));
  const leave = Array.from({ length: 200 }, (_, item) => rounds.add(item));
  leave[7]?.();
  for (let each = 0; each < 50; each++) {
    vi.advanceTimersByTime(100);
    turns.push(turn);
    turn = [];
  }
  rounds.end();
  expect(turns.flat().toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 200 }, (_, item) => item).filter((item) => item !== 7),
  );
  expect(Math.max(...turns.map(({ length }) => length))).toBe(4);
});
