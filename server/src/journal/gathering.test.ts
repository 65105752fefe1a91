import { describe, expect, test } from 'vitest';

import { Gathering, isEnough, patienceFor } from './gathering.ts';

const usualPatienceMs = patienceFor(undefined);

/** Batches come `gap` ms apart. @returns how the last hundred commits waited, in ms. */
function waits(gap: number, inOrder: boolean): number[] {
  const gathering = new Gathering();
  const waited: number[] = [];
  let at = 0;
  for (let commit = 0; commit < 200; commit++) {
    at += gap;
    gathering.came(at);
    const ms = gathering.isWorthIt() ? usualPatienceMs : 0;
    waited.push(ms);
    // Whoever waits for the answer before sending the next sends nothing meanwhile.
    const meanwhile = inOrder ? 0 : Math.floor(ms / gap);
    for (let more = 0; more < meanwhile; more++) gathering.came((at += gap));
    if (ms > 0) gathering.gathered(1 + meanwhile);
  }
  return waited.slice(100);
}

describe('a commit', () => {
  test('waits for nobody where people type now and then', () => {
    expect(waits(60, false).every((ms) => ms === 0)).toBe(true);
  });

  test('waits for company where there is some', () => {
    expect(waits(3, false).every((ms) => ms === usualPatienceMs)).toBe(true);
  });

  test('does not slow down who sends one thing after the other, and looks now and then whether that is still so', () => {
    const waited = waits(1, true).filter((ms) => ms > 0);
    expect(waited.length).toBeLessThanOrEqual(2);
  });
});

describe('what waits', () => {
  test('waits the shorter the more are told of it', () => {
    const waits = [2, 200, 1_000, 5_000].map(patienceFor);
    expect(waits).toEqual(waits.toSorted((one, other) => other - one));
    expect(new Set(waits).size).toBe(waits.length);
    expect(waits.at(-1)).toBeGreaterThan(0);
  });

  test('has company enough where it is to be told many times in all', () => {
    expect(isEnough([])).toBe(false);
    expect(isEnough(Array.from({ length: 200 }, () => 2))).toBe(false);
    expect(isEnough([...Array.from({ length: 5 }, () => 1_000), undefined])).toBe(false);
    expect(isEnough(Array.from({ length: 6 }, () => 1_000))).toBe(true);
  });
});
