import search from 'approx-string-match';
import { distance } from 'fastest-levenshtein';
import { beforeEach, expect, test, vi } from 'vitest';

import { dice } from './fixture.ts';
import { likeness, placesLike } from './likeness.ts';

vi.mock('fastest-levenshtein', { spy: true });
vi.mock('approx-string-match', { spy: true });
beforeEach(() => void vi.clearAllMocks());

const words = ['care', 'board', 'learns', 'the', 'ward', 'clinical', 'of', 'publishes', 'a', 'and'];

/** So many characters of words that hardly repeat. */
function prose(length: number, chance = dice(length)): string {
  let written = '';
  while (written.length < length) written += `${words[chance(10)]}${chance(1_000)} `;
  return written.slice(0, length);
}

/** The same with so many words put in, taken out or changed. */
function edited(text: string, edits: number, chance = dice(edits)): string {
  let now = text;
  for (let left = edits; left > 0; left -= 1) {
    const at = chance(now.length);
    now = now.slice(0, at) + (words[chance(10)] ?? '') + now.slice(at + chance(12));
  }
  return now;
}

test.each([0, 1, 5, 40])('two wordings are as alike as what %d edits left alike', (edits) => {
  const one = prose(1_500);
  const other = edited(one, edits);
  const expected = 1 - distance(one, other) / Math.max(one.length, other.length);
  expect(likeness(one, other)).toBe(expected);
  expect(likeness(other, one)).toBe(expected);
});

test('below four fifths they are not alike, and nothing is like nothing', () => {
  expect(likeness('abcde', 'abcdx')).toBeCloseTo(0.8);
  expect(likeness('abcde', 'abcxx')).toBe(0);
  expect(likeness('abcde', '')).toBe(0);
  expect(likeness('', 'abcde')).toBe(0);
  expect(likeness('abcdefgh', 'ab')).toBe(0);
});

test.each([3, 60, 200])('long ones are told hardly less alike than they are: %d edits', (edits) => {
  const one = prose(18_000);
  const other = edited(one, edits);
  const truly = 1 - distance(one, other) / Math.max(one.length, other.length);
  const told = likeness(one, other);
  expect(told).toBeLessThanOrEqual(truly);
  expect(told).toBeGreaterThan(truly - 0.02);
});

test('a wording is found where it stands best, wherever in a long line that is', () => {
  const line = prose(30_000);
  const chance = dice(7);
  for (let tries = 0; tries < 30; tries += 1) {
    const from = chance(line.length - 300);
    const wording = edited(line.slice(from, from + 130 + chance(100)), 2, chance);
    const [best] = placesLike(line, wording);
    expect(Math.abs((best?.from ?? NaN) - from)).toBeLessThan(30);
  }
});

test('where a wording stands in very many places, the one better than these is found, and not all of them', () => {
  const wording = `${'ab'.repeat(50)}XY`;
  const line = `${'ab'.repeat(20_000)} ${wording} ${'ab'.repeat(20_000)}`;
  expect(placesLike(line, wording)).toEqual([{ from: 40_001, to: 40_103, score: 1 }]);
  expect(placesLike('ab'.repeat(40_000), wording).length).toBeLessThan(6_000);
});

/** How many pairs of characters were compared, and how many places were looked into. */
function work(): { pairs: number; looked: number } {
  const pairs = vi.mocked(distance).mock.calls.map(([one, other]) => one.length * other.length);
  const looked = vi.mocked(search).mock.results.map(({ value }) => (value as unknown[]).length);
  const sum = (all: number[]) => all.reduce((total, each) => total + each, 0);
  return { pairs: sum(pairs), looked: sum(looked) };
}

// Each took seconds: a wrong end stands in thousands of places as well, and each of them was looked into.
test.each([
  ['whose end is another', prose(16_000), prose(16_000).slice(0, 13_000) + '一'.repeat(1_500)],
  ['that repeat themselves', 'a b '.repeat(4_900), 'a b a c '.repeat(2_450)],
  ['of which hardly a word is the same', 'x'.repeat(20_000), 'y'.repeat(19_000)],
])('two long wordings %s are compared by their parts', (_name, one, other) => {
  likeness(one, other);
  expect(work()).toEqual({ pairs: expect.any(Number) as number, looked: 0 });
  expect(work().pairs).toBeLessThanOrEqual(20_000 * 2_600);
});

test('a long wording whose ends stand everywhere is compared with few places', () => {
  const line = 'The same paragraph stands here again and again. '.repeat(1_600);
  const wording = `${line.slice(0, 9_000)}${'一'.repeat(1_500)}${line.slice(0, 9_000)}`;
  placesLike(line, wording);
  expect(work().pairs).toBeLessThanOrEqual(2 * 40_000_000);
  expect(work().looked).toBeLessThan(20_000);
});
