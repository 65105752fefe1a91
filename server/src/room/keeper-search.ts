/** What tells whether words found are the words of a passage: how they read, what stands around them, what is new. Beneath keeper-look.ts. */
import type { Passage } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { Point } from '@gloss/shared/text/positions';
import { charactersOf, textsBetween, textsFrom } from '@gloss/shared/text/reading';
import type { Quote } from '@gloss/shared/words/anchor';
import * as Y from 'yjs';

import type { Change, Neighbours } from './change.ts';
import { blockItemOf, newBetween } from './change.ts';

/** Whether two readings have the same words: a new paragraph or line between them changes none. */
export function sameWords(one: string, other: string): boolean {
  return one === other || unbroken(one) === unbroken(other);
}

/** @returns words without the breaks between their lines. */
export function unbroken(words: string): string {
  return words.replaceAll('\n', '');
}

/**
 * A passage cut in two by Enter or a line break still begins, or still ends, where it did.
 * @returns the whole of it when its words go on across the break, or null.
 */
export function acrossBreak(half: Passage, words: string): Passage | null {
  const wanted = unbroken(words);
  return forward(half.start, wanted) ?? backward(half.end, wanted);
}

/** @returns the place of these words around, or at, a passage in the texts it runs over; null where it is not a part of them. */
export function wholeAround(part: Passage, words: string): Passage | null {
  const wanted = unbroken(words);
  const texts = Array.from(textsBetween(part.start, part.end), ({ text }) => text);
  const line = texts.map(charactersOf).join('');
  const last = line.length - part.end.text.length + part.end.offset;
  for (let from = line.indexOf(wanted); from !== -1; from = line.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    if (from > part.start.offset) return null;
    if (to < last) continue;
    const start = { text: part.start.text, offset: from };
    return { start, end: { text: part.end.text, offset: part.end.text.length - line.length + to } };
  }
  return null;
}

/** @returns whether any of a passage's words came with the change. */
export function isNew(passage: Passage, { newFrom }: Change): boolean {
  for (const { text, from, to } of textsOf(passage))
    if (newBetween(text, from, to, newFrom) > 0) return true;
  return false;
}

/** @returns how many of a passage's characters stood in the text before the change. */
export function oldCharacters(passage: Passage, { newFrom }: Change): number {
  let count = 0;
  for (const { text, from, to } of textsOf(passage))
    count += to - from - newBetween(text, from, to, newFrom);
  return count;
}

/** @returns whether a point stands in the block that stood between these two, or where a change has put others in its place. */
export function isNear(
  doc: Y.Doc,
  { text }: Point,
  stood: Neighbours,
  { newFrom }: Change,
): boolean {
  const block = blockItemOf(text, bodyOf(doc));
  if (block === null) return false;
  const [before, after] = [
    olderBlock(stood.before, 'left', newFrom),
    olderBlock(stood.after, 'right', newFrom),
  ];
  const [left, right] = [olderBlock(block, 'left', newFrom), olderBlock(block, 'right', newFrom)];
  if (left === block) return block === before || block === after;
  return left === before || right === after;
}

/** @returns this block where it is live and older than the change, otherwise the nearest such that way; null where there is none. */
function olderBlock(
  from: Y.Item | null,
  way: 'left' | 'right',
  newFrom: Change['newFrom'],
): Y.Item | null {
  let at = from;
  while (at && (at.deleted || at.id.clock >= (newFrom.get(at.id.client) ?? Infinity))) at = at[way];
  return at;
}

/** @returns how much of what stood around a quote stands there still, from 0 to 1; 1 where nothing stood around either. */
export function contextLikeness(wanted: Quote, found: Quote): number {
  const all = wanted.prefix.length + wanted.suffix.length;
  if (all === 0) return found.prefix === '' && found.suffix === '' ? 1 : 0;
  return charactersAround(wanted, found) / all;
}

/** @returns how many characters next to a quote stand there still: none where nothing stood around it. */
export function charactersAround(wanted: Quote, found: Quote): number {
  return (
    sharedStart(reversed(wanted.prefix), reversed(found.prefix)) +
    sharedStart(wanted.suffix, found.suffix)
  );
}

/** The stretches a passage is made of, text by text. */
function* textsOf({
  start,
  end,
}: Passage): Generator<{ text: Y.XmlText; from: number; to: number }> {
  for (const { text } of textsBetween(start, end)) {
    const from = text === start.text ? start.offset : 0;
    yield { text, from, to: text === end.text ? end.offset : text.length };
  }
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

function backward(end: Point, wanted: string): Passage | null {
  let read = '';
  for (const text of textsBackFrom(end.text)) {
    const to = text === end.text ? end.offset : text.length;
    const from = Math.max(0, to - (wanted.length - read.length));
    read = charactersOf(text).slice(from, to) + read;
    if (!wanted.endsWith(read)) return null;
    if (read === wanted) return { start: { text, offset: from }, end };
  }
  return null;
}

/** A text and all that stand before it, the nearest first. */
function* textsBackFrom(last: Y.XmlText): Generator<Y.XmlText> {
  yield last;
  for (let at: Y.XmlElement | Y.XmlText = last; ;) {
    for (let before = at.prevSibling; before; before = before.prevSibling)
      yield* textsBackIn(before);
    if (!(at.parent instanceof Y.XmlElement)) return;
    at = at.parent;
  }
}

function* textsBackIn(part: unknown): Generator<Y.XmlText> {
  if (part instanceof Y.XmlText) yield part;
  else if (part instanceof Y.XmlElement)
    for (const child of part.toArray().toReversed()) yield* textsBackIn(child);
}

function reversed(words: string): string {
  return Array.from(words).toReversed().join('');
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
