import { schema } from '@gloss/shared/text/schema';
import { EditorState } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { expect, test } from 'vitest';

import { deselecting, stretchOf, wordsWithin } from './selected-words.ts';

const text = schema.node('doc', null, [
  schema.node('paragraph', null, schema.text('One  two ')),
  schema.node('paragraph'),
  schema.node('paragraph', null, schema.text(' three')),
]);

test('white space at the edges of a selection is no part of the words', () => {
  expect(read(4, 10)).toBe('two');
});

test('a selection over several blocks begins and ends at words', () => {
  expect(read(9, 17)).toBe('th');
  expect(read(0, text.content.size)).toBe('One  two || three');
});

test('a selection of white space or of an empty paragraph holds no words', () => {
  expect(wordsWithin(text, { from: 4, to: 6 })).toBeNull();
  expect(wordsWithin(text, { from: 11, to: 13 })).toBeNull();
});

test('cells selected together are one stretch, in whichever direction, and the caret can be left behind them', () => {
  const cell = (words: string) =>
    schema.node('tableCell', null, schema.node('paragraph', null, schema.text(words)));
  const row = (...cells: string[]) => schema.node('tableRow', null, cells.map(cell));
  const table = schema.node(
    'doc',
    null,
    schema.node('table', null, [row('a', 'b'), row('c', 'd')]),
  );
  const [first, last] = [2, 2 + 2 * cell('a').nodeSize + 2];
  const selected = EditorState.create({
    doc: table,
    selection: CellSelection.create(table, first, last),
  });
  const { selection } = selected.apply(deselecting(selected));
  expect([selection.empty, selection.$from.parent.textContent]).toEqual([true, 'c']);
  const stretches = [
    [first, last],
    [last, first],
  ].map(([from = 0, to = 0]) => {
    const { from: start, to: end } = wordsWithin(
      table,
      stretchOf(CellSelection.create(table, from, to)),
    )!;
    return table.textBetween(start, end, '|');
  });
  expect(stretches).toEqual(['a|b|c', 'a|b|c']);
});

function read(from: number, to: number): string | undefined {
  const words = wordsWithin(text, { from, to });
  return words === null ? undefined : text.textBetween(words.from, words.to, '|');
}
