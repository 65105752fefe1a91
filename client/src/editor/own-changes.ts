/**
 * What a text of one's own changes in the shared one, drawn in it: new words underlined, gone words struck where they stood. They
 * are looked up block by block; a block that was not touched since is not looked at again.
 */
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import { BlockId } from '@gloss/shared/words/ids';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** @returns what the shared text says in a block; undefined where it has no such block. */
export type Original = (block: BlockId) => string | undefined;

interface Looked {
  readonly original: string | undefined;
  /** Positions within the block. */
  readonly runs: readonly Run[];
}

interface Run {
  readonly at: number;
  readonly end: number;
  readonly gone: string;
}

const key = new PluginKey<DecorationSet>('ownChanges');

/** @returns the plugin, for an editor on a text of one's own. */
export function ownChanges(original: Original): Plugin<DecorationSet> {
  const looked = new WeakMap<TextNode, Looked>();
  const drawnIn = (text: TextNode): DecorationSet => {
    const all: Decoration[] = [];
    text.descendants((block, at) => {
      if (!block.isTextblock) return true;
      const inside = at + 1;
      for (const { at: from, end, gone } of runsOf(block)) {
        if (gone !== '') all.push(struck(inside + from, gone));
        if (end > from)
          all.push(
            Decoration.inline(inside + from, inside + end, { nodeName: 'ins', class: 'own-new' }),
          );
      }
      return false;
    });
    return DecorationSet.create(text, all);
  };
  const runsOf = (block: TextNode): readonly Run[] => {
    const bid = BlockId.safeParse(block.attrs['bid']);
    const before = bid.success ? original(bid.data) : undefined;
    const known = looked.get(block);
    if (known && known.original === before) return known.runs;
    const runs = changedRuns(before, block);
    looked.set(block, { original: before, runs });
    return runs;
  };
  // An element put around letters that are being composed would end the composing.
  let isComposing = false;
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config: unknown, { doc }: EditorState) => drawnIn(doc),
      apply(transaction: Transaction, drawn) {
        if (!transaction.docChanged && transaction.getMeta(key) === undefined) return drawn;
        return isComposing
          ? drawn.map(transaction.mapping, transaction.doc)
          : drawnIn(transaction.doc);
      },
    },
    props: {
      decorations: (state) => key.getState(state),
      handleDOMEvents: {
        compositionstart: () => void (isComposing = true),
        compositionend(view) {
          isComposing = false;
          // Once ProseMirror has read what was composed.
          setTimeout(() => {
            if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true));
          }, 50);
        },
      },
    },
  });
}

function changedRuns(before: string | undefined, block: TextNode): Run[] {
  const now = block.textBetween(0, block.content.size, undefined, '\n');
  if (before === now || (before === undefined && now === '')) return [];
  let at = 0;
  const runs: Run[] = [];
  let gone = '';
  for (const { kind, text } of wordingRuns(before ?? '', now)) {
    if (kind === 'gone') {
      gone += text;
      continue;
    }
    const end = at + text.length;
    if (kind === 'new' || gone !== '') runs.push({ at, end: kind === 'new' ? end : at, gone });
    gone = '';
    at = end;
  }
  if (gone !== '') runs.push({ at, end: at, gone });
  return runs;
}

function struck(at: number, words: string): Decoration {
  return Decoration.widget(
    at,
    () => {
      const element = document.createElement('del');
      element.className = 'own-gone';
      element.contentEditable = 'false';
      element.textContent = words;
      return element;
    },
    // Before the caret, and the same element while the words are the same: composing goes on undisturbed.
    { side: -1, key: `gone:${words}`, marks: [], ignoreSelection: true },
  );
}
