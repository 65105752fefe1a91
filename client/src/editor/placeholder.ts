/** What stands in a draft without words, so that the first one knows where to go. */
import { Extension } from '@tiptap/core';
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
              const first = text.firstChild;
              const isEmpty =
                text.childCount === 1 && first?.isTextblock === true && first.childCount === 0;
              if (!isEmpty) return null;
              return DecorationSet.create(text, [
                Decoration.node(0, first.nodeSize, { class: 'empty', 'data-placeholder': words }),
              ]);
            },
          },
        }),
      ];
    },
  });
}
