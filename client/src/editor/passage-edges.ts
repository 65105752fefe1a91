/**
 * Where passages overlap, a tick shows where each begins and ends: the tint alone says only that there are several.
 * Follows passages-plugin.ts, and is found anew when passages come, go or are moved; between, it is mapped.
 */
import type { Node as TextNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

import { changedWindow, mappingOf } from './changed-window.ts';
import { movesPassages, stretches } from './passages-plugin.ts';
import type { Stretch } from './selected-words.ts';

/** Of the letters at an end, at most this many units are one character. */
const longestCharacter = 12;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** @returns the plugin. It stands behind that of the passages, whose state it reads. */
export function passageEdgesPlugin(): Plugin {
  const key = new PluginKey<DecorationSet>('passageEdges');
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, edges, before, after) {
        if (transaction.docChanged) return mapped(transaction, edges, before.doc);
        return movesPassages(transaction) ? DecorationSet.create(after.doc, drawn(after)) : edges;
      },
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** @returns those that share words with another, in the order of the text. Sorted by where they begin, as `stretches` is. */
export function overlapping(ordered: readonly Stretch[]): Stretch[] {
  const found = new Set<Stretch>();
  let furthest: Stretch | undefined;
  for (const stretch of ordered) {
    if (furthest && stretch.from < furthest.to) found.add(furthest).add(stretch);
    if (!furthest || stretch.to > furthest.to) furthest = stretch;
  }
  return ordered.filter((stretch) => found.has(stretch));
}

function drawn(state: EditorState): Decoration[] {
  const placeOf = placesIn(state.doc);
  return overlapping([...stretches(state).values()]).flatMap(({ from, to }) => {
    const first = characterAt(placeOf(from), 'after');
    const last = characterAt(placeOf(to), 'before');
    return [
      Decoration.inline(from, from + first, { nodeName: 'span', class: 'passage-start' }),
      Decoration.inline(to - last, to, { nodeName: 'span', class: 'passage-end' }),
    ];
  });
}

function mapped(transaction: Transaction, edges: DecorationSet, textBefore: TextNode) {
  if (transaction.getMeta(ySyncPluginKey)?.isChangeOrigin !== true)
    return edges.map(transaction.mapping, transaction.doc);
  const window = changedWindow(textBefore, transaction.doc);
  return window === null ? edges : edges.map(mappingOf(window), transaction.doc);
}

/** A position within the block of words it stands in. */
interface Within {
  readonly parent: TextNode;
  readonly parentOffset: number;
}

/** @returns the same as `text.resolve`, which looks for the block among all of them each time. */
export function placesIn(text: TextNode): (pos: number) => Within {
  const starts: number[] = [];
  text.forEach((_block, offset) => void starts.push(offset));
  return (pos) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) < pos) low = middle + 1;
      else high = middle;
    }
    const start = starts[low - 1];
    const block = start === undefined ? null : text.child(low - 1);
    const within = pos - (start ?? 0) - 1;
    if (block === null || block.isLeaf || within > block.content.size) return text.resolve(pos);
    return block.isTextblock ? { parent: block, parentOffset: within } : block.resolve(within);
  };
}

type Side = 'before' | 'after';

/** By block and place in it: a block that is written in is another node. */
const lengths = new WeakMap<TextNode, Map<`${Side} ${number}`, number>>();

/** @returns how long the character beside a position is: a tick must not part a letter from its accent. */
export function characterAt({ parent, parentOffset }: Within, side: Side): number {
  const known = lengths.get(parent) ?? new Map<`${Side} ${number}`, number>();
  lengths.set(parent, known);
  const key = `${side} ${parentOffset}` as const;
  const length = known.get(key) ?? lengthOf(parent, parentOffset, side);
  known.set(key, length);
  return length;
}

function lengthOf(parent: TextNode, offset: number, side: Side): number {
  const from = side === 'after' ? offset : Math.max(0, offset - longestCharacter);
  const to = side === 'before' ? offset : Math.min(parent.content.size, offset + longestCharacter);
  const letters = [...characters.segment(parent.textBetween(from, to, undefined, '\n'))];
  return letters.at(side === 'after' ? 0 : -1)?.segment.length ?? 1;
}
