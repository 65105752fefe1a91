import { expect, test } from 'vitest';

import { drawnRows } from './drawn-rows.ts';

const rows = Array.from({ length: 100 }, (_, at) => ({
  id: `row-${at}`,
  top: at * 100,
  bottom: at * 100 + 90,
}));

test('rows near what is in sight are drawn, also those that only reach into it', () => {
  expect(drawnRows(rows, { top: 1050, bottom: 1310 }, new Set())).toEqual([10, 11, 12, 13]);
});

test('the open row and the one with the focus stay with their neighbours, in the order of the text', () => {
  expect(drawnRows(rows, { top: 1000, bottom: 1050 }, new Set(['row-0', 'row-50']))).toEqual([
    0, 1, 10, 49, 50, 51,
  ]);
});

test('where nothing is near, only what is kept is drawn', () => {
  expect(drawnRows(rows, { top: -900, bottom: -1 }, new Set(['row-99']))).toEqual([98, 99]);
  expect(drawnRows([], { top: 0, bottom: 900 }, new Set(['row-1']))).toEqual([]);
});
