/**
 * Finds the words of a passage among what one change has just put in. y-tiptap writes Enter, join, heading, list and move
 * as "delete, and insert a copy", so the words of a lost passage are mostly in the very change that lost them.
 */
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { Point } from '@gloss/shared/text/positions';
import { charactersOf, textsFrom, textsIn } from '@gloss/shared/text/reading';
import type { Quote } from '@gloss/shared/words/anchor';
import type * as Y from 'yjs';

import type { Change, Neighbours } from './change.ts';
import { blockItemOf, isNewBetween, nextBlock } from './change.ts';

/** Whether two readings have the same words: a new paragraph or line between them changes none. */
export function sameWords(one: string, other: string): boolean {
  return one === other || unbroken(one) === unbroken(other);
}

/** @returns the passage among the words the change has put in, or null. Several: the one with the likest surroundings. */
export function amongNew(doc: Y.Doc, quote: Quote, change: Change): Passage | null {
  let best: { passage: Passage; likeness: number } | null = null;
  for (const text of change.written)
    for (const passage of placesIn(text, unbroken(quote.exact))) {
      if (!isNew(passage, change)) continue;
      const likeness = contextLikeness(quote, readQuote(bodyOf(doc), passage.start, passage.end));
      if (best === null || likeness > best.likeness) best = { passage, likeness };
    }
  return best?.passage ?? null;
}

/**
 * A passage cut in two by Enter or a line break still begins, or still ends, where it did.
 * @returns the whole of it when its words go on across the break, or null.
 */
export function acrossBreak(doc: Y.Doc, half: Passage, words: string): Passage | null {
  const wanted = unbroken(words);
  return forward(half.start, wanted) ?? backward(bodyOf(doc), half.end, wanted);
}

/** @returns whether any of a passage's words came with the change. */
export function isNew({ start, end }: Passage, { newFrom }: Change): boolean {
  const to = start.text === end.text ? end.offset : start.text.length;
  if (isNewBetween(start.text, start.offset, to, newFrom)) return true;
  return start.text !== end.text && isNewBetween(end.text, 0, end.offset, newFrom);
}

/** @returns whether a point stands in or next to the block that stood between these two. */
export function isNear(doc: Y.Doc, { text }: Point, { before, after }: Neighbours): boolean {
  const block = blockItemOf(text, bodyOf(doc));
  if (block === null) return false;
  if (block === before || block === after) return true;
  const [left, right] = [nextBlock(block, 'left'), nextBlock(block, 'right')];
  return (left !== null && left === before) || (right !== null && right === after);
}

/** @returns how much of what stood around a quote stands there still, from 0 to 1; 1 where nothing stood around it. */
export function contextLikeness(wanted: Quote, found: Quote): number {
  const all = wanted.prefix.length + wanted.suffix.length;
  if (all === 0) return found.prefix === '' && found.suffix === '' ? 1 : 0;
  const kept =
    sharedStart(reversed(wanted.prefix), reversed(found.prefix)) +
    sharedStart(wanted.suffix, found.suffix);
  return kept / all;
}

function* placesIn(text: Y.XmlText, exact: string): Generator<Passage> {
  const words = charactersOf(text);
  if (exact === '') return;
  for (let from = words.indexOf(exact); from !== -1; from = words.indexOf(exact, from + 1))
    yield { start: { text, offset: from }, end: { text, offset: from + exact.length } };
}

function forward(start: Point, wanted: string): Passage | null {
  let read = '';
  for (const { text } of textsFrom(start.text)) {
    const from = text === start.text ? start.offset : 0;
    const missing = wanted.length - read.length;
    const words = charactersOf(text).slice(from, from + missing);
    read += words;
    if (!wanted.startsWith(read)) return null;
    if (read === wanted) return { start, end: { text, offset: from + words.length } };
  }
  return null;
}

function backward(body: Y.XmlFragment, end: Point, wanted: string): Passage | null {
  const texts: Y.XmlText[] = [];
  for (const { text } of textsIn(body)) {
    texts.push(text);
    if (text === end.text) break;
  }
  let read = '';
  for (const text of texts.toReversed()) {
    const to = text === end.text ? end.offset : text.length;
    const from = Math.max(0, to - (wanted.length - read.length));
    read = charactersOf(text).slice(from, to) + read;
    if (!wanted.endsWith(read)) return null;
    if (read === wanted) return { start: { text, offset: from }, end };
  }
  return null;
}

function unbroken(words: string): string {
  return words.replaceAll('\n', '');
}

function reversed(words: string): string {
  return Array.from(words).toReversed().join('');
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
