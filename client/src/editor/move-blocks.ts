/** Alt with an arrow moves the block at the caret, or the list item, past its neighbour; with words selected, all they touch. */
import { Extension } from '@tiptap/core';
import type { Node as TextNode, NodeRange } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';

/** What holds blocks in an order of their own. A table moves as a whole: its cells are no list. */
const holders = new Set(['doc', 'blockquote', 'bulletList', 'orderedList']);

/** Keys for `moveBlocks`. At the first or the last place they do nothing, and the browser does nothing either. */
export const MoveBlocks = Extension.create({
  name: 'moveBlocks',
  addKeyboardShortcuts() {
    const take = (step: 1 | -1) => (): boolean => {
      moveBlocks(step)(this.editor.state, this.editor.view.dispatch);
      return true;
    };
    return { 'Alt-ArrowUp': take(-1), 'Alt-ArrowDown': take(1) };
  },
});

/**
 * One step up or down among the siblings. It is the neighbour that is taken out and put in again: the caret and what is
 * selected stay in the blocks they are in.
 */
export function moveBlocks(step: 1 | -1): Command {
  return (state, dispatch) => {
    const range = movable(state);
    if (range === null) return false;
    const { parent, start, end, startIndex, endIndex } = range;
    const neighbour = parent.maybeChild(step === 1 ? endIndex : startIndex - 1);
    if (!neighbour) return false;
    const { nodeSize } = neighbour;
    const { tr } = state;
    if (step === 1) tr.delete(end, end + nodeSize).insert(start, neighbour);
    else tr.insert(end, neighbour).delete(start - nodeSize, start);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** @returns the blocks the selection touches, as siblings of the innermost holder that has all of them. */
function movable({ selection: { $from, $to } }: EditorState): NodeRange | null {
  return $from.blockRange($to, ({ type }: TextNode) => holders.has(type.name));
}
