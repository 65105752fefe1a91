import { expect, test } from 'vitest';

import { formatAgo, formatList, formatNumber, plural } from './format.ts';

const at = (iso: string) => new Date(iso).getTime();
const now = at('2026-11-22T15:00:00');

test('a moment ago is now, and so is a clock that runs ahead', () => {
  expect(formatAgo(now - 5_000, now)).toBe('now');
  expect(formatAgo(now + 90_000, now)).toBe('now');
});

test('within the hour it says how many minutes', () => {
  expect(formatAgo(now - 20 * 60_000, now)).toBe('20 minutes ago');
  expect(formatAgo(now - 60_000, now)).toBe('1 minute ago');
});

test('today and yesterday are named with the time of day', () => {
  expect(formatAgo(at('2026-11-22T09:05:00'), now)).toBe('Today, 09:05');
  expect(formatAgo(at('2026-11-21T16:20:00'), now)).toBe('Yesterday, 16:20');
});

test('yesterday is a matter of midnight, not of 24 hours', () => {
  expect(formatAgo(at('2026-11-21T23:50:00'), at('2026-11-22T01:00:00'))).toBe('Yesterday, 23:50');
});

test('older instants are days, then dates, with the year when it is another one', () => {
  expect(formatAgo(at('2026-11-18T10:00:00'), now)).toBe('4 days ago');
  expect(formatAgo(at('2026-11-03T10:00:00'), now)).toBe('3 November');
  expect(formatAgo(at('2025-11-03T10:00:00'), now)).toBe('3 November 2025');
});

test('a plural takes the form its number wants', () => {
  const forms = { one: '# reply', other: '# replies' };
  expect([0, 1, 2, 1234].map((count) => plural(count, forms))).toEqual([
    '0 replies',
    '1 reply',
    '2 replies',
    '1,234 replies',
  ]);
});

test('numbers and lists are written as British English writes them', () => {
  expect(formatNumber(6_800)).toBe('6,800');
  expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
});
