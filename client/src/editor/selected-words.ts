/** From a selection in the editor to the words an annotation speaks about. The server reads them again (house.md, Anchors). */
import { selectedBetween } from '@gloss/shared/text/anchor';
import { pointsBetween } from '@gloss/shared/text/positions';
import type { Selected } from '@gloss/shared/words/anchor';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Selection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import type * as Y from 'yjs';

/** A stretch of the text in positions of ProseMirror. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** @returns the stretch from the first to the last character selected that is no white space; null where there is none. */
export function wordsWithin(text: TextNode, { from, to }: Stretch): Stretch | null {
  let first: number | null = null;
  let last = from;
  text.nodesBetween(from, to, (node, pos) => {
    if (!node.isText || node.text === undefined) return;
    const start = Math.max(from, pos);
    const words = node.text.slice(start - pos, to - pos);
    if (words.trim() === '') return;
    first ??= start + words.length - words.trimStart().length;
    last = start + words.trimEnd().length;
  });
  return first === null ? null : { from: first, to: last };
}

/**
 * @returns all that is selected: several cells of a table are a range each, and `from` and `to` those of the first alone.
 * Cells that do not follow one another are no stretch: then it is that of their rows, see `inWhole`.
 */
export function stretchOf(selection: Selection): Stretch {
  const { ranges } = rowsOf(selection) ?? selection;
  return {
    from: Math.min(...ranges.map(({ $from }) => $from.pos)),
    to: Math.max(...ranges.map(({ $to }) => $to.pos)),
  };
}

/**
 * A passage is one stretch of the text, and a table is read row by row: of a column, it would also hold what stands between
 * its cells. So that nobody quotes more than they see selected, whole rows are.
 * @returns a transaction that selects all that `selectedWords` quotes; null where that is selected already.
 */
export function inWhole({ selection, tr }: EditorState): Transaction | null {
  const rows = rowsOf(selection);
  return rows && tr.setSelection(rows);
}

/** @returns the whole rows of cells in several of them; null where the selection is no such cells, or those rows already. */
function rowsOf(selection: Selection): CellSelection | null {
  if (!(selection instanceof CellSelection) || selection.isRowSelection()) return null;
  const { $anchorCell, $headCell } = selection;
  const isOneRow = $anchorCell.before() === $headCell.before();
  return isOneRow ? null : CellSelection.rowSelection($anchorCell, $headCell);
}

/** @returns what is selected, with its quote and its block; null where no words are. */
export function selectedWords(state: EditorState, body: Y.XmlFragment): Selected | null {
  const words = wordsWithin(state.doc, stretchOf(state.selection));
  const points = words && pointsBetween(body, words.from, words.to);
  return points && selectedBetween(body, points.start, points.end);
}

/** @returns a transaction that leaves the caret behind what was selected, be it words or cells. */
export function deselecting({ doc: text, selection, tr }: EditorState): Transaction {
  return tr.setSelection(Selection.near(text.resolve(stretchOf(selection).to), -1));
}
