/**
 * The numbers of the sections before their headings, as the outline counts them (`shared/text/outline`). They are drawn by
 * `text.css` from an attribute: no part of the text, so nobody can select, copy or edit them.
 */
import type { Section } from '@gloss/shared/text/outline';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

interface Numbered {
  /** By the `bid` of the heading; the document's title and headings without words have none. */
  readonly numbers: ReadonlyMap<string, string>;
  readonly drawn: DecorationSet;
}

const key = new PluginKey<Numbered>('sectionNumbers');

/** @returns the plugin. It shows nothing until `numbering` has told it the sections. */
export function sectionNumbersPlugin(): Plugin<Numbered> {
  return new Plugin<Numbered>({
    key,
    state: {
      init: () => ({ numbers: new Map(), drawn: DecorationSet.empty }),
      apply(transaction, before) {
        const told = transaction.getMeta(key) as Numbered['numbers'] | undefined;
        if (told === undefined && !transaction.docChanged) return before;
        const numbers = told ?? before.numbers;
        return { numbers, drawn: drawnIn(transaction.doc, numbers) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.drawn },
  });
}

/** @returns a transaction that shows the numbers of these sections from now on; null where they are shown already. */
export function numbering(state: EditorState, sections: readonly Section[]): Transaction | null {
  const numbers = new Map<string, string>(
    sections.filter(({ number }) => number !== '').map(({ bid, number }) => [bid, number]),
  );
  const shown = key.getState(state)?.numbers ?? new Map<string, string>();
  const isShown =
    shown.size === numbers.size && [...numbers].every(([bid, number]) => shown.get(bid) === number);
  return isShown ? null : state.tr.setMeta(key, numbers);
}

/** Sections begin at the top level only, so one pass over the blocks is enough; a remote change replaces them all. */
function drawnIn(text: Transaction['doc'], numbers: Numbered['numbers']): DecorationSet {
  const headings: Decoration[] = [];
  text.forEach((block, at) => {
    if (block.type.name !== 'heading' || block.content.size === 0) return;
    const number = numbers.get(String(block.attrs['bid']));
    if (number === undefined) return;
    const shows = { 'data-number': number };
    headings.push(Decoration.node(at, at + block.nodeSize, shows, shows));
  });
  return DecorationSet.create(text, headings);
}
