/** What tells whether words found are the words of a passage: how they read, what stands around them, what is new. Beneath keeper-look.ts. */
import type { Passage } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { reversed, sharedStart } from '@gloss/shared/text/company';
import type { Point } from '@gloss/shared/text/positions';
import { textsBetween, unbroken } from '@gloss/shared/text/reading';
import type { Quote } from '@gloss/shared/words/anchor';
import type * as Y from 'yjs';

import type { Change, Neighbours } from './change.ts';
import { blockItemOf, newBetween } from './change.ts';

/** Whether two readings have the same words: a new paragraph or line between them changes none. */
export function sameWords(one: string, other: string): boolean {
  return one === other || unbroken(one) === unbroken(other);
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

function charactersAround(wanted: Quote, found: Quote): number {
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
