/**
 * The selection as the page has it. The browser sets it at once and tells only later: until then a change of others, or
 * passages drawn anew, would put it back to where it was before a click, and a key would act there.
 */
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** @returns its ends as positions of the text, or null where it is not in the text. */
export function selectionOnPage(view: EditorView): { anchor: number; head: number } | null {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode))
    return null;
  return {
    anchor: view.posAtDOM(anchorNode, anchorOffset ?? 0),
    head: view.posAtDOM(focusNode, focusOffset ?? 0),
  };
}

/** Lets the editor know of it now. */
export function takeSelection(view: EditorView): void {
  const ends = selectionOnPage(view);
  if (ends === null) return;
  const { doc, selection, tr } = view.state;
  const onPage = TextSelection.between(doc.resolve(ends.anchor), doc.resolve(ends.head));
  if (!onPage.eq(selection)) view.dispatch(tr.setSelection(onPage));
}
