import { expect, test } from 'vitest';

import type { Work } from './turns.ts';
import { atOnce, Turns } from './turns.ts';

/** Work of so many steps, each of which lasts longer than a slice. */
function* slow(steps: number, said: string[]): Work<string> {
  for (let step = 1; step <= steps; step += 1) {
    const from = performance.now();
    while (performance.now() - from < 9);
    said.push(`step ${step}`);
    yield;
  }
  return 'done';
}

const nothing = () => undefined;

test('what is asked while nothing lasts is done at once', () => {
  expect(new Turns().inTurn(() => 'now')).toBe('now');
});

test('what lasts stops after each long step, and everything else has its turn afterwards, in order', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const slices: number[] = [];
  const work = turns.inSlices(slow(3, said), (ms) => void slices.push(ms));
  const waiting = [
    turns.inTurn(() => void said.push('first')),
    turns.inTurn(() => turns.inSlices(slow(1, said), nothing)),
    turns.inTurn(() => void said.push('last')),
  ];
  expect(said).toEqual([]);
  expect(await work).toBe('done');
  for (const each of waiting) await each;
  expect(said).toEqual(['step 1', 'step 2', 'step 3', 'first', 'step 1', 'last']);
  expect(slices.length).toBeGreaterThan(2);
  expect(turns.inTurn(() => 'now')).toBe('now');
});

test('of two documents neither waits for all of the other', async () => {
  const said: string[] = [];
  const both = ['a', 'b'].map((name) => {
    const own: string[] = [];
    const work = new Turns().inSlices(slow(3, own), () => void said.push(name));
    return work;
  });
  await Promise.all(both);
  expect(said.join('')).toMatch(/^(ab){3}/);
});

test('whoever hears that something threw is heard before the next one has its turn', async () => {
  const turns = new Turns();
  const said: string[] = [];
  function* broken(): Work<void> {
    yield;
    throw new Error('a bug');
  }
  const work = turns
    .inSlices(broken(), nothing)
    .then(nothing)
    .then(nothing)
    .catch(() => void said.push('given up'));
  const next = turns.inTurn(() => {
    said.push('next');
    throw new Error('closed');
  });
  await work;
  await expect(next).rejects.toThrow('closed');
  expect(said).toEqual(['given up', 'next']);
});

test('without stops it comes to the same', () => {
  expect(atOnce(slow(1, []))).toBe('done');
});
