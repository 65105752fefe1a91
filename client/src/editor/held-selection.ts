/** Keeps the selected words visible while someone types about them in the margin: browsers hide a selection without focus. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export const HeldSelection = Extension.create({
  name: 'heldSelection',
  addProseMirrorPlugins() {
    const key = new PluginKey<boolean>('heldSelection');
    return [
      new Plugin<boolean>({
        key,
        state: {
          init: () => false,
          // Tiptap tells focus and blur by transactions.
          apply: (transaction, isHeld) =>
            transaction.getMeta('blur') !== undefined ||
            (isHeld && transaction.getMeta('focus') === undefined),
        },
        props: {
          decorations(state) {
            const { ranges, empty } = state.selection;
            if (empty || key.getState(state) !== true) return null;
            return DecorationSet.create(
              state.doc,
              ranges.map(({ $from, $to }) =>
                Decoration.inline($from.pos, $to.pos, { class: 'held-selection' }),
              ),
            );
          },
        },
      }),
    ];
  },
});
