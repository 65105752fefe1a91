/** Lists go four levels deep and no deeper, by Tab and by the toolbar. Outside of lists, Tab leaves the editor as elsewhere. */
import { Extension } from '@tiptap/core';
import type { Node as TextNode, ResolvedPos } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';

/** How deep lists may be nested by hand. Imported and pasted ones may be deeper; they are left as they are. */
export const listLevels = 4;

/** @returns the level of the list the selection begins in, from 1; 0 outside of lists. */
export function listLevel({ selection: { $from } }: EditorState): number {
  return levelAt($from, $from.depth);
}

/** @returns whether the list items selected may go one level deeper, with all that hangs from them. */
export function mayIndent(state: EditorState): boolean {
  const { $from, $to } = state.selection;
  const range = $from.blockRange($to, isList);
  if (range === null || range.startIndex === 0) return false;
  let hanging = 0;
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    hanging = Math.max(hanging, levelsWithin(range.parent.child(index)));
  }
  return levelAt($from, range.depth) + hanging < listLevels;
}

/** Tab and Shift Tab in lists, before those of Tiptap's list items, which know no limit. */
export const Indent = Extension.create({
  name: 'indent',
  priority: 1001,
  addKeyboardShortcuts() {
    return {
      // Always taken in a list, even where nothing goes deeper: the caret must not jump out of a list being written.
      Tab: ({ editor }) => {
        if (listLevel(editor.state) === 0) return false;
        if (mayIndent(editor.state)) editor.commands.sinkListItem('listItem');
        return true;
      },
      'Shift-Tab': ({ editor }) =>
        listLevel(editor.state) > 0 && editor.commands.liftListItem('listItem'),
    };
  },
});

function isList(node: TextNode): boolean {
  return node.type.name === 'bulletList' || node.type.name === 'orderedList';
}

function levelAt($pos: ResolvedPos, depth: number): number {
  let level = 0;
  for (let above = depth; above > 0; above -= 1) {
    if (isList($pos.node(above))) level += 1;
  }
  return level;
}

/** How many more levels of lists stand in a node. */
function levelsWithin(node: TextNode): number {
  let deepest = 0;
  node.forEach((child) => {
    deepest = Math.max(deepest, levelsWithin(child) + (isList(child) ? 1 : 0));
  });
  return deepest;
}
