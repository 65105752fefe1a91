import { schema } from '@gloss/shared/text/schema';
import { EditorState } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import { describe, expect, test } from 'vitest';

import { deselecting, inWhole, stretchOf, wordsWithin } from './selected-words.ts';

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

describe('of cells selected together', () => {
  const cell = (words: string) =>
    schema.node('tableCell', null, schema.node('paragraph', null, schema.text(words)));
  const row = (...cells: string[]) => schema.node('tableRow', null, cells.map(cell));
  const table = schema.node(
    'doc',
    null,
    schema.node('table', null, [row('a', 'b', 'c'), row('d', 'e', 'f'), row('g', 'h', 'i')]),
  );
  const at = (words: string) => {
    let found = -1;
    table.descendants((node, pos) => void (node.text === words && (found = pos - 2)));
    return found;
  };
  const selecting = (one: string, other: string) =>
    EditorState.create({
      doc: table,
      selection: CellSelection.create(table, at(one), at(other)),
    });
  const quoted = ({ selection }: EditorState) => {
    const words = wordsWithin(table, stretchOf(selection))!;
    return table.textBetween(words.from, words.to, '|');
  };
  const highlighted = ({ selection }: EditorState) =>
    selection.ranges
      .toSorted((first, second) => first.$from.pos - second.$from.pos)
      .map(({ $from, $to }) => table.textBetween($from.pos, $to.pos, '|'))
      .join('|');

  test.each([
    ['one', 'b', 'b'],
    ['some of one row', 'e', 'f'],
    ['whole rows', 'a', 'f'],
    ['whole rows from below', 'i', 'd'],
  ])('%s are quoted as they are selected', (_which, one, other) => {
    const state = selecting(one, other);
    expect(inWhole(state)).toBeNull();
    expect(quoted(state)).toBe(highlighted(state));
  });

  test.each([
    ['a column', 'b', 'h', 'a|b|c|d|e|f|g|h|i'],
    ['a column from below', 'i', 'c', 'a|b|c|d|e|f|g|h|i'],
    ['a part of two rows', 'd', 'h', 'd|e|f|g|h|i'],
  ])('%s is quoted in whole rows, and those get selected', (_which, one, other, rows) => {
    const state = selecting(one, other);
    expect(highlighted(state)).not.toBe(rows);
    expect(quoted(state)).toBe(rows);
    const after = state.apply(inWhole(state)!);
    expect([highlighted(after), quoted(after), inWhole(after)]).toEqual([rows, rows, null]);
  });

  test('the caret can be left behind them', () => {
    const state = selecting('b', 'e');
    const { selection } = state.apply(deselecting(state));
    expect([selection.empty, selection.$from.parent.textContent]).toEqual([true, 'f']);
  });
});

function read(from: number, to: number): string | undefined {
  const words = wordsWithin(text, { from, to });
  return words === null ? undefined : text.textBetween(words.from, words.to, '|');
}
