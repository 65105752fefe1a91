/**
 * The numbers of the sections before their headings, as the outline counts them (`shared/text/outline`). They are drawn by
 * `text.css` from an attribute: no part of the text, so nobody can select, copy or edit them.
 */
import type { Section } from '@gloss/shared/text/outline';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

import { changedWindow, mappingOf } from './changed-window.ts';

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
      apply(transaction, before, { doc: textBefore }) {
        const told = transaction.getMeta(key) as Numbered['numbers'] | undefined;
        if (told) return { numbers: told, drawn: drawnIn(transaction.doc, told) };
        return transaction.docChanged ? moved(before, textBefore, transaction.doc) : before;
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

/** Most changes are none of headings: then all of them only move. */
function moved(shown: Numbered, before: TextNode, after: TextNode): Numbered {
  const window = changedWindow(before, after);
  if (window === null) return shown;
  const { start, endBefore, endAfter } = window;
  const were = headingsBetween(before, start, endBefore);
  const are = headingsBetween(after, start, endAfter);
  const { numbers, drawn } = shown;
  if (were.join() !== are.join()) return { numbers, drawn: drawnIn(after, numbers) };
  return { numbers, drawn: drawn.map(mappingOf(window), after) };
}

/** @returns the ids of the headings that a stretch touches. */
function headingsBetween(text: TextNode, from: number, to: number): string[] {
  const bids: string[] = [];
  text.forEach((block, at) => {
    if (at <= to && at + block.nodeSize >= from && isNumbered(block)) bids.push(bidOf(block));
  });
  return bids;
}

/** Sections begin at the top level only, so one pass over the blocks is enough. */
function drawnIn(text: TextNode, numbers: Numbered['numbers']): DecorationSet {
  const headings: Decoration[] = [];
  text.forEach((block, at) => {
    const number = isNumbered(block) ? numbers.get(bidOf(block)) : undefined;
    if (number === undefined) return;
    const shows = { 'data-number': number };
    headings.push(Decoration.node(at, at + block.nodeSize, shows, shows));
  });
  return DecorationSet.create(text, headings);
}

function isNumbered({ type, content }: TextNode): boolean {
  return type.name === 'heading' && content.size > 0;
}

function bidOf({ attrs }: TextNode): string {
  return String(attrs['bid']);
}
