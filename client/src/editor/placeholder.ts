/** What stands in a draft without words, so that the first one knows where to go. */
import { Extension } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export function placeholder(words: string) {
  return Extension.create({
    name: 'placeholder',
    addProseMirrorPlugins() {
      return [
        new Plugin({
          key: new PluginKey('placeholder'),
          props: {
            attributes: { 'aria-placeholder': words },
            decorations({ doc: text }) {
              const empty = emptyPlace(text);
              if (empty === null) return null;
              const shows = { class: 'empty', 'data-placeholder': words };
              return DecorationSet.create(text, [Decoration.node(empty.from, empty.to, shows)]);
            },
          },
        }),
      ];
    },
  });
}

/** @returns the block to begin in: the only one, or the one under the title a new draft starts with. Null once there are words. */
export function emptyPlace(text: TextNode): { from: number; to: number } | null {
  const { firstChild: first, lastChild: last, childCount } = text;
  const isAlone = childCount === 1 || (childCount === 2 && first?.type.name === 'heading');
  if (!isAlone || last?.isTextblock !== true || last.childCount > 0) return null;
  return { from: text.content.size - last.nodeSize, to: text.content.size };
}
