import { expect, test } from 'vitest';

import { carriedPlaceOf } from './carried-place.ts';
import type { Carried } from './carried.ts';

/** So many characters from one place of the text `old` stand at another of the text named. */
function carried(to: string, ...kept: [before: number, after: number, length: number][]): Carried {
  const stretches = kept.map(([before, after, length]) => ({ before, after, length }));
  return { from: 'old', words: 'old words', to, says: `${to} words`, kept: stretches };
}

const piece = { text: 'old', from: 10, to: 30 };
const placeOf = (...all: Carried[]) => carriedPlaceOf([piece], new Map([['old', all]]));

test('a passage stands from the first to the last of its characters that stayed', () => {
  const way = carried('new', [0, 100, 15], [20, 118, 40]);
  expect(placeOf(way)).toEqual({ text: 'new', says: 'new words', from: 110, to: 128, stayed: 15 });
});

test('less than half of its characters are not the passage', () => {
  expect(placeOf(carried('new', [10, 100, 10]))).toMatchObject({ stayed: 10 });
  expect(placeOf(carried('new', [10, 100, 9]))).toBeNull();
  expect(placeOf()).toBeNull();
});

test('the text in which most of them stand counts', () => {
  const ways = [carried('one', [10, 0, 11]), carried('two', [10, 50, 14])];
  expect(placeOf(...ways)).toMatchObject({ text: 'two', from: 50, to: 64 });
});

test('characters that went far apart are no one place', () => {
  expect(placeOf(carried('new', [10, 0, 9], [20, 500, 9]))).toBeNull();
  expect(placeOf(carried('new', [10, 0, 12], [22, 500, 8]))).toMatchObject({ from: 0, to: 12 });
});

test('of a passage over two texts the parts that went into the same text count together', () => {
  const pieces = [piece, { text: 'next', from: 0, to: 20 }];
  const ways = new Map([
    ['old', [carried('new', [10, 0, 12])]],
    ['next', [{ ...carried('new', [0, 14, 12]), from: 'next' }]],
  ]);
  expect(carriedPlaceOf(pieces, ways)).toMatchObject({ from: 0, to: 26, stayed: 24 });
});
