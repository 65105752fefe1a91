import { splitBlock, toggleMark } from '@tiptap/pm/commands';
import type { Node } from '@tiptap/pm/model';
import { wrapInList } from '@tiptap/pm/schema-list';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import type { Command, Transaction } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  tableEditing,
} from '@tiptap/pm/tables';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';

import { fitsContent } from './check.ts';
import type { JSONContent } from './content.ts';
import { fittingEdits } from './fitting-edits.ts';
import { block, paragraph, table } from './fixture.ts';
import { schema } from './schema.ts';

/** An editor with this content and the caret in its first words. */
function editor(...content: readonly JSONContent[]): EditorState {
  const doc = schema.nodeFromJSON(block('doc', ...content));
  const selection = TextSelection.atStart(doc);
  return EditorState.create({ doc, selection, plugins: [fittingEdits(), tableEditing()] });
}

function after(state: EditorState, change: (tr: Transaction) => Transaction): EditorState {
  return state.apply(change(state.tr));
}

function run(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (tr) => (next = state.apply(tr)));
  return next;
}

const widthOf = ({ doc }: EditorState) => doc.firstChild?.firstChild?.childCount;
const wide = (columns: number) => Array.from({ length: columns }, (_, at) => `c${at}`);
const fits = (doc: Node) => fitsContent(doc.toJSON() as JSONContent);

test('[E7] an editor adds no column and no row that the server would refuse', () => {
  let state = editor(table(wide(98), wide(98)));
  for (let time = 0; time < 4; time += 1) state = run(state, addColumnAfter);
  expect(widthOf(state)).toBe(100);
  expect(fits(state.doc)).toBe(true);
  let long = editor(table(...Array.from({ length: 1999 }, () => wide(5))));
  for (let time = 0; time < 3; time += 1) long = run(long, addRowAfter);
  expect(long.doc.firstChild?.childCount).toBe(2000);
  expect(fits(long.doc)).toBe(true);
});

test('[E7] a table beyond all measure is not put in; one that fits is, and words are written in both', () => {
  const put = (content: JSONContent) => (tr: Transaction) =>
    tr.insert(0, schema.nodeFromJSON(content));
  const state = editor(paragraph('words'));
  expect(after(state, put(table(wide(101)))).doc.eq(state.doc)).toBe(true);
  expect(after(state, put(table(wide(100)))).doc.childCount).toBe(2);
  const old = editor(table(wide(101)));
  expect(after(old, (tr) => tr.insertText('x')).doc.textContent).toMatch(/^xc0/);
  expect(after(old, (tr) => tr.delete(0, old.doc.content.size)).doc.textContent).toBe('');
});

test('[E7] a table of before there was a bound can be written in and made smaller, and not larger', () => {
  let state = editor(table(wide(103), wide(103)));
  state = run(state, toggleMark(schema.mark('bold').type));
  state = run(state, (now, dispatch) => {
    dispatch?.(now.tr.insertText('x'));
    return true;
  });
  expect(state.doc.textContent).toMatch(/^xc0/);
  state = run(state, splitBlock);
  expect(state.doc.firstChild?.firstChild?.firstChild?.childCount).toBe(2);
  state = run(state, addColumnAfter);
  expect(widthOf(state)).toBe(103);
  state = run(state, deleteColumn);
  expect(widthOf(state)).toBe(102);
  state = run(state, deleteRow);
  expect(state.doc.firstChild?.childCount).toBe(1);
  state = run(state, addRowAfter);
  expect(state.doc.firstChild?.childCount).toBe(1);
});

test('[E7] whoever would make a table too large hears of it, and nobody else does', () => {
  let heard = 0;
  const doc = schema.nodeFromJSON(block('doc', table(wide(99), wide(99))));
  const plugins = [fittingEdits(() => (heard += 1)), tableEditing()];
  let state = EditorState.create({ doc, selection: TextSelection.atStart(doc), plugins });
  state = run(state, addColumnAfter);
  expect([widthOf(state), heard]).toEqual([100, 0]);
  state = run(state, addColumnAfter);
  expect([widthOf(state), heard]).toEqual([100, 1]);
  const ofAnother = state.tr.setMeta(ySyncPluginKey, { isChangeOrigin: true });
  state.apply(ofAnother.insert(0, schema.nodeFromJSON(table(wide(101)))));
  expect(heard).toBe(1);
});

test('[E7] a list that is begun with a number too high begins with the highest there is', () => {
  const item = schema.nodeFromJSON(block('listItem', paragraph('words')));
  const begun = (start: number, state = editor(paragraph('before'))) =>
    after(state, (tr) => tr.insert(0, schema.node('orderedList', { start }, item))).doc;
  expect(begun(20_261_122).firstChild?.attrs['start']).toBe(1_000_000);
  const typed = run(
    editor(paragraph('words')),
    wrapInList(schema.node('orderedList', null, item).type, { start: 20_261_122 }),
  );
  expect(typed.doc.firstChild?.attrs['start']).toBe(1_000_000);
  expect(begun(7).firstChild?.attrs['start']).toBe(7);
  expect(fits(begun(20_261_122))).toBe(true);
});

test('[C1] what comes from others is shown as it is', () => {
  const state = editor(paragraph('words'));
  const theirs = after(state, (tr) =>
    tr
      .insert(0, schema.nodeFromJSON(table(wide(101))))
      .setMeta(ySyncPluginKey, { isChangeOrigin: true }),
  );
  expect(widthOf(theirs)).toBe(101);
});
