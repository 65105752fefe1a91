import { expect, test } from 'vitest';

import { overlapping } from './passage-edges.ts';

const stretch = (from: number, to: number) => ({ from, to });

test('passages apart, or one right behind the other, overlap nothing', () => {
  expect(overlapping([stretch(1, 5), stretch(5, 9), stretch(12, 14)])).toEqual([]);
});

test('passages that cross, one within another, and two on the same words overlap', () => {
  const [crosses, crossed] = [stretch(1, 8), stretch(5, 12)];
  const [within, around] = [stretch(22, 24), stretch(20, 30)];
  const twice = [stretch(40, 44), stretch(40, 44)];
  const all = [crosses, crossed, stretch(14, 18), around, within, ...twice];
  expect(overlapping(all)).toEqual([crosses, crossed, around, within, ...twice]);
});

test('a long passage overlaps what stands far behind its beginning', () => {
  const [long, short, far] = [stretch(1, 100), stretch(2, 4), stretch(90, 95)];
  expect(overlapping([long, short, far])).toEqual([long, short, far]);
});
