import { expect, test } from 'vitest';

import { elsewhere } from './elsewhere.ts';

const cards = [
  { top: 100, bottom: 200 },
  { top: 1000, bottom: 1100 },
  { top: 1200, bottom: 1300 },
];

test('where no card is in sight, those above and below are counted', () => {
  expect(elsewhere(cards, { top: 300, bottom: 900 })).toEqual({ above: 1, below: 2 });
});

test('a card that touches the edge of what is in sight is not in it', () => {
  expect(elsewhere(cards, { top: 200, bottom: 1000 })).toEqual({ above: 1, below: 2 });
});

test('nothing is said while any part of a card is in sight', () => {
  expect(elsewhere(cards, { top: 199, bottom: 900 })).toBeNull();
  expect(elsewhere(cards, { top: 300, bottom: 1001 })).toBeNull();
});

test('nothing is said where there is no card', () => {
  expect(elsewhere([], { top: 0, bottom: 900 })).toBeNull();
});
