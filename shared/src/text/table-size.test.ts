import { EditorState } from '@tiptap/pm/state';
import { fixTables } from '@tiptap/pm/tables';
import { expect, test } from 'vitest';

import { bodyOf } from './body.ts';
import { checkBlocks, fitsContent } from './check.ts';
import type { JSONContent } from './content.ts';
import { block, dice, editorDocument, paragraph, richText } from './fixture.ts';
import { elementOf } from './new-parts.ts';
import { schema } from './schema.ts';

const cell = (colspan = 1, rowspan = 1): JSONContent => ({
  ...block('tableCell', paragraph()),
  attrs: { colspan, rowspan },
});
const row = (...cells: readonly JSONContent[]) => block('tableRow', ...cells);
const times = <Value>(count: number, make: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));
const tableOf = (...rows: readonly JSONContent[]) => block('table', ...rows);
const even = (rows: number, columns: number) =>
  tableOf(...times(rows, () => row(...times(columns, () => cell()))));

/** Whether the server would take an edit after which this table is there. */
function isLivedWith(table: JSONContent): boolean {
  const body = bodyOf(richText());
  body.push([elementOf(table)]);
  const ruling = checkBlocks(body, [body.get(body.length - 1)]);
  if (!ruling.ok) expect(ruling.refusal.code).toBe('update-invalid');
  return ruling.ok;
}

/** Whether it may be brought in: by a file, a paste, a proposal. What may is lived with. */
function passes(table: JSONContent): boolean {
  const fits = fitsContent(block('doc', table));
  if (fits) expect(isLivedWith(table)).toBe(true);
  return fits;
}

test.each<[string, JSONContent]>([
  [
    'a row of 50 cells, each 200 wide, over 400 rows of one',
    tableOf(row(...times(50, () => cell(200))), ...times(400, () => row(cell()))),
  ],
  [
    'a row of one cell 100 wide over 99 rows of none',
    tableOf(row(cell(100)), ...times(99, () => row())),
  ],
  ['cells 200 rows high, one more in each row', tableOf(...times(200, () => row(cell(1, 200))))],
])('[N1] [N2] %s: refused', (_what, table) => {
  expect([passes(table), isLivedWith(table)]).toEqual([false, false]);
});

test.each<[string, JSONContent]>([
  ['101 columns', even(3, 101)],
  ['10,001 rows of a cell', even(10_001, 1)],
  ['1,100 rows of ten, with joined cells', tableOf(...even(1_099, 10).content!, row(cell(10)))],
])('[E7] %s: brought in by nothing, and lived with where it is there', (_what, table) => {
  expect([passes(table), isLivedWith(table)]).toEqual([false, true]);
});

test.each<[string, JSONContent]>([
  [
    'a table with shorter rows',
    tableOf(row(...times(12, () => cell())), row(cell()), row(), row(cell(2))),
  ],
  [
    'a small one with a cell that reaches over all of it',
    tableOf(row(cell(20)), ...times(19, () => row())),
  ],
  [
    'one on a fine grid',
    tableOf(...times(60, (at) => row(cell(7 + (at % 3)), cell(13 - (at % 3))))),
  ],
  ['a register of 1,000 rows', even(1000, 10)],
  ['a matrix of 100 columns', even(100, 100)],
  ['a cell that reaches further than the table', tableOf(row(cell(1, 200), cell()), row(cell()))],
])('%s: taken', (_what, table) => {
  expect(passes(table)).toBe(true);
});

test('[N2] whatever table is taken, an editor adds at most some cells for each that is there (seeds 1 to 600)', () => {
  let taken = 0;
  for (let seed = 1; seed <= 600; seed += 1) {
    const roll = dice(seed);
    const wide = 1 + roll(30);
    const spans = () => cell(1 + roll(wide), 1 + roll(roll(4) ? 2 : 60));
    const table = tableOf(...times(1 + roll(80), () => row(...times(roll(4), spans))));
    if (!passes(table)) continue;
    taken += 1;
    const state = EditorState.create({ doc: schema.nodeFromJSON(block('doc', table)) });
    const cells = (node: typeof state.doc) => {
      let count = 0;
      node.descendants(({ type }) => void (count += type.name === 'tableCell' ? 1 : 0));
      return count;
    };
    const there = cells(state.doc);
    const mended = fixTables(state)?.doc ?? state.doc;
    expect(cells(mended), `seed ${seed}`).toBeLessThanOrEqual(Math.max(800, 41 * there));
  }
  expect(taken).toBeGreaterThan(50);
});

test('every table of a text with everything in it is taken', () => {
  expect(fitsContent(editorDocument(richText()).toJSON() as JSONContent)).toBe(true);
});
