import { schema } from '@gloss/shared/text/schema';
import { expect, test } from 'vitest';

import { columnsOf } from './wide-tables.ts';

const cell = (colspan: number) => ({
  type: 'tableCell',
  attrs: { colspan },
  content: [{ type: 'paragraph' }],
});

test('a cell over several columns counts for each of them', () => {
  const row = { type: 'tableRow', content: [cell(1), cell(3), cell(1)] };
  expect(columnsOf(schema.nodeFromJSON({ type: 'table', content: [row] }))).toBe(5);
});

test('what is no table has no columns', () => {
  expect(columnsOf(schema.nodeFromJSON({ type: 'paragraph' }))).toBe(0);
});
