/** Tables that may not fit: the box in which they scroll (`text.css`) has a name and can be reached with Tab. */
import { Extension } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Up to this many columns fit everywhere: `text.css` makes them narrow enough. */
const alwaysFit = 4;

/** @param name what the box is called */
export function wideTables(name: string) {
  const attributes = { tabindex: '0', role: 'group', 'aria-label': name };
  const boxesIn = (text: TextNode): DecorationSet => {
    const boxes: Decoration[] = [];
    text.forEach((block, at) => {
      if (columnsOf(block) > alwaysFit)
        boxes.push(Decoration.node(at, at + block.nodeSize, attributes));
    });
    return DecorationSet.create(text, boxes);
  };
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    key: new PluginKey('wideTables'),
    state: {
      init: (_config, { doc: text }) => boxesIn(text),
      apply: ({ docChanged, doc: text }, before) => (docChanged ? boxesIn(text) : before),
    },
    props: { decorations: (state: EditorState) => plugin.getState(state) },
  });
  return Extension.create({ name: 'wideTables', addProseMirrorPlugins: () => [plugin] });
}

/** @returns how many columns a table has; none for any other block. */
export function columnsOf(block: TextNode): number {
  if (block.type.name !== 'table') return 0;
  let columns = 0;
  block.firstChild?.forEach((cell) => {
    columns += Number(cell.attrs['colspan'] ?? 1);
  });
  return columns;
}
