/**
 * What a text of one's own changes in the shared one, drawn in it: new words underlined, gone words struck where they stood. They
 * are looked up block by block; a block that was not touched since is not looked at again.
 */
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import type { BlockId } from '@gloss/shared/words/ids';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

import type { Originals } from '../desk/originals.ts';

/** Blocks of one's own, side by side, that came of one or more of the shared text: broken, joined, or with other words. */
interface Group {
  readonly blocks: readonly Placed[];
  /** What the blocks of the shared text say there; none where they are new. */
  readonly was: readonly string[];
}

/** A block of text, and the position before its first character. */
export interface Placed {
  readonly block: TextNode;
  readonly inside: number;
}

const key = new PluginKey<DecorationSet>('ownChanges');

/** @returns the plugin, for an editor on a text of one's own. */
export function ownChanges(originals: Originals): Plugin<DecorationSet> {
  // What a block was found to be the same as. Nearly all of them are: a glance is enough for those.
  const same = new WeakMap<TextNode, string>();
  const drawnIn = (text: TextNode): DecorationSet => {
    const all: Decoration[] = [];
    const blocks = textblocksIn(text);
    for (let at = 0; at < blocks.length;) {
      const { block } = blocks[at] ?? {};
      const was = block && originals.words(bidOf(block));
      if (!block || (was !== undefined && same.get(block) === was)) at += 1;
      else if (was === wordsOf(block)) {
        same.set(block, was);
        at += 1;
      } else {
        const group = groupAt(blocks, at, originals);
        all.push(...drawnGroup(group));
        at += group.blocks.length;
      }
    }
    return DecorationSet.create(text, all);
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

function textblocksIn(text: TextNode): Placed[] {
  const blocks: Placed[] = [];
  text.descendants((block, at) => {
    if (block.isTextblock) blocks.push({ block, inside: at + 1 });
    return !block.isTextblock;
  });
  return blocks;
}

/** The block at a place, with those behind it that were broken off it, against what it was, with what was joined to it. */
export function groupAt(blocks: readonly Placed[], at: number, originals: Originals): Group {
  const [first, ...rest] = blocks.slice(at);
  if (!first) return { blocks: [], was: [] };
  const bid = bidOf(first.block);
  const before = originals.words(bid);
  if (before === undefined) return { blocks: [first], was: [] };
  const now = wordsOf(first.block);
  const stop = rest.findIndex(({ block }) => originals.words(bidOf(block)) !== undefined);
  const added = beside(first, stop === -1 ? rest : rest.slice(0, stop));
  const next = stop === -1 ? undefined : rest[stop];
  const gone = originals.between(bid, next && bidOf(next.block));
  const lost = before.startsWith(now.trimEnd()) ? bare(before.slice(now.trimEnd().length)) : '';
  const broken = lost === '' ? -1 : added.findIndex((_, to) => holds(added.slice(0, to + 1), lost));
  const last = wordsOf(added[broken]?.block ?? first.block);
  const joined = gone.findLastIndex(
    (_, to) => gone[to] !== '' && last.endsWith(gone.slice(0, to + 1).join('')),
  );
  return {
    blocks: [first, ...added.slice(0, broken + 1)],
    was: [before, ...gone.slice(0, joined + 1)],
  };
}

/** Those of the next ones that stand right behind it, one after the other. */
function beside({ block, inside }: Placed, next: readonly Placed[]): Placed[] {
  let end = inside + block.nodeSize;
  const others = next.findIndex(({ block, inside: at }) => {
    const isBeside = at === end;
    end = at + block.nodeSize;
    return !isBeside;
  });
  return others === -1 ? [...next] : next.slice(0, others);
}

function holds(blocks: readonly Placed[], lost: string): boolean {
  return bare(blocks.map(({ block }) => wordsOf(block)).join('')).includes(lost);
}

function bare(words: string): string {
  return words.replaceAll(/\s+/g, '');
}

function drawnGroup({ blocks, was }: Group): Decoration[] {
  const now = blocks.map(({ block }) => wordsOf(block));
  const [before, after] = [was.join('\n'), now.join('\n')];
  if (before === after) return [];
  const [ends, ownEnds] = [endsOf(was), endsOf(now)];
  const drawn: Decoration[] = [];
  let [read, written] = [0, 0];
  for (const { kind, text } of wordingRuns(before, after)) {
    const place = placeIn(blocks, written);
    if (kind === 'gone') drawn.push(sign('del', place, signed(text, read, ends)));
    if (kind === 'new')
      for (const { index, 0: words } of text.matchAll(/\n|[^\n]+/g)) {
        const from = placeIn(blocks, written + index);
        drawn.push(
          words === '\n' && ownEnds.has(written + index)
            ? sign('ins', from, '¶')
            : Decoration.inline(from, from + words.length, { nodeName: 'ins', class: 'own-new' }),
        );
      }
    if (kind !== 'new') read += text.length;
    if (kind !== 'gone') written += text.length;
  }
  return drawn;
}

/** Where, in the words of all blocks, one ends and the next begins. */
function endsOf(blocks: readonly string[]): Set<number> {
  let end = -1;
  return new Set(blocks.map(({ length }) => (end += length + 1)));
}

/** Words with a sign for each end of a block among them. */
function signed(words: string, from: number, ends: ReadonlySet<number>): string {
  return words.replaceAll('\n', (end, at: number) => (ends.has(from + at) ? '¶' : end));
}

/** The position of a character of all blocks; of the end of a block, behind its last. */
function placeIn(blocks: readonly Placed[], offset: number): number {
  let left = offset;
  for (const { block, inside } of blocks) {
    if (left <= block.content.size) return inside + left;
    left -= block.content.size + 1;
  }
  return offset;
}

function wordsOf(block: TextNode): string {
  return block.textBetween(0, block.content.size, undefined, '\n');
}

function bidOf({ attrs }: TextNode): BlockId {
  return String(attrs['bid']) as BlockId;
}

/** Words that are gone, or the end of a block that is new: neither is in the text. */
function sign(name: 'del' | 'ins', at: number, words: string): Decoration {
  return Decoration.widget(
    at,
    () => {
      const element = document.createElement(name);
      element.className = name === 'del' ? 'own-gone' : 'own-new';
      element.contentEditable = 'false';
      element.textContent = words;
      return element;
    },
    // Before the caret, and the same element while the words are the same: composing goes on undisturbed.
    { side: -1, key: `${name}:${words}`, marks: [], ignoreSelection: true },
  );
}
