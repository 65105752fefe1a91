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
  return overlapping([...stretches(state).values()]).flatMap(({ from, to }) => {
    const first = characterAfter(state.doc, from);
    const last = characterBefore(state.doc, to);
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

/** How long the character is that begins at a position: a tick must not part a letter from its accent. */
function characterAfter(text: TextNode, pos: number): number {
  const { parent, parentOffset } = text.resolve(pos);
  const to = Math.min(parent.content.size, parentOffset + longestCharacter);
  const [first] = characters.segment(parent.textBetween(parentOffset, to, undefined, '\n'));
  return first?.segment.length ?? 1;
}

function characterBefore(text: TextNode, pos: number): number {
  const { parent, parentOffset } = text.resolve(pos);
  const from = Math.max(0, parentOffset - longestCharacter);
  const letters = [...characters.segment(parent.textBetween(from, parentOffset, undefined, '\n'))];
  return letters.at(-1)?.segment.length ?? 1;
}
