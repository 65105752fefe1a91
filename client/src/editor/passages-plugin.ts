/** Draws the passages people speak about: the plugin that holds `shown-passages.ts`, and what others ask of it. */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';

import type { Passage } from './passage.ts';
import type { Stretch } from './selected-words.ts';
import type { Shown, Wanted } from './shown-passages.ts';
import {
  isWords,
  mapped,
  markOf,
  misplaced,
  redrawn,
  relinked,
  replacedAt,
  touchedHere,
} from './shown-passages.ts';
import type { YjsText } from './yjs-text.ts';

const key = new PluginKey<Shown>('passages');

/** The meta of `linking`: it moves no passage. */
const linked = 'passages linked';

/** The meta of `misplaced`: where some passages are, as Yjs has it. */
const placed = 'passages placed';

/** @returns the plugin. It resolves rarely: what is new, moved by the server, or stands where something was written. */
export function passagesPlugin(text: YjsText): Plugin<Shown> {
  /** What was changed here and is not looked up in Yjs yet. */
  const touched = new Set<ThreadId>();
  /** What stays drawn as it was until the server has said where it is. */
  let held: ReadonlySet<ThreadId> = new Set();
  return new Plugin<Shown>({
    key,
    state: {
      init: () => ({
        passages: new Map(),
        active: null,
        cards: new Set(),
        gone: new Set(),
        drawn: DecorationSet.empty,
      }),
      apply(transaction, before, { doc: textBefore }) {
        const now = text.now();
        const moved = transaction.docChanged
          ? mapped(transaction, before, textBefore, now)
          : before;
        for (const thread of touchedHere(transaction, moved)) touched.add(thread);
        const wanted = transaction.getMeta(key) as Wanted | undefined;
        // It may have said that the span is as it was.
        if (wanted !== undefined) for (const thread of held) touched.add(thread);
        const shown = wanted === undefined ? moved : redrawn(transaction, moved, wanted, now);
        const places = transaction.getMeta(placed) as ReadonlyMap<Passage, Stretch> | undefined;
        if (places !== undefined) return replacedAt(transaction, shown, places);
        const cards = transaction.getMeta(linked) as ReadonlySet<ThreadId> | undefined;
        return cards === undefined ? shown : relinked(transaction, shown, cards);
      },
    },
    view() {
      const stop = text.follow();
      return {
        update(view) {
          // By now the binding has written into Yjs what was changed here.
          const shown = key.getState(view.state);
          if (shown === undefined) return;
          const found = misplaced(shown, touched, text.now());
          held = new Set(
            [...held].filter((thread) => !touched.has(thread)).concat([...found.held]),
          );
          touched.clear();
          const { places } = found;
          if (places.size > 0) view.dispatch(view.state.tr.setMeta(placed, places));
        },
        destroy: stop,
      };
    },
    props: { decorations: (state) => key.getState(state)?.drawn },
  });
}

/** Shows these passages from now on, `active` emphasised. What stays as it was is not touched. */
export function showing(
  transaction: Transaction,
  passages: readonly Passage[],
  active: ThreadId | null,
): Transaction {
  return transaction.setMeta(key, { passages, active } satisfies Wanted);
}

/** Lets passages lead to these cards from now on (`aria-details`), and to no others. */
export function linking(transaction: Transaction, cards: ReadonlySet<ThreadId>): Transaction {
  return transaction.setMeta(linked, cards);
}

/** @returns whether passages may stand elsewhere after it. */
export function movesPassages(transaction: Transaction): boolean {
  return (
    transaction.docChanged ||
    transaction.getMeta(key) !== undefined ||
    transaction.getMeta(placed) !== undefined
  );
}

/** @returns where each passage stands that is in the text, in the order of the text. */
export function stretches(state: EditorState): Map<ThreadId, Stretch> {
  const words = key.getState(state)?.drawn.find(undefined, undefined, isWords) ?? [];
  const ordered = words.toSorted((one, other) => one.from - other.from || one.to - other.to);
  return new Map(ordered.map((words) => [markOf(words).thread, words]));
}

/** @returns the passages at a position, shortest first: the innermost wins. */
export function passagesAt(state: EditorState, pos: number): ThreadId[] {
  const words = key.getState(state)?.drawn.find(pos, pos, isWords) ?? [];
  return words
    .toSorted((one, other) => one.to - one.from - (other.to - other.from))
    .map((words) => markOf(words).thread);
}

/** @returns the passage that is emphasised. */
export function activePassage(state: EditorState): ThreadId | null {
  return key.getState(state)?.active ?? null;
}
