/**
 * The text as a line of characters, block after block. One line break stands wherever a block or a line ends between
 * two texts, however many ends there are; so a quote reads the same whatever structure it spans.
 */
import * as Y from 'yjs';

import type { Point } from './positions.ts';
import { childrenOf } from './positions.ts';

/** A text met on the way, and whether something ended or began between it and the text before. */
export interface Met {
  readonly text: Y.XmlText;
  readonly breaks: boolean;
}

/** @returns the characters of a text, without the tags that `toString` of an XmlText writes for marks. */
export function charactersOf(text: Y.XmlText): string {
  return Y.Text.prototype.toString.call(text);
}

/** @returns a reading without its line breaks: words and nothing of the structure they stand in. */
export function unbroken(reading: string): string {
  return reading.replaceAll('\n', '');
}

/** All texts of the body, in order; empty ones are passed over. */
export function* textsIn(fragment: Y.XmlFragment): Generator<Met> {
  let breaks = false;
  let met = false;
  for (const part of partsIn(fragment)) {
    if (part === 'break') breaks = met;
    else if (part.length > 0) {
      yield { text: part, breaks };
      breaks = false;
      met = true;
    }
  }
}

/** A text and all that follow it, in order; empty ones are passed over. */
export function textsFrom(first: Y.XmlText): Generator<Met> {
  return textsTo(first, null);
}

/** A text and all that stand before it, the nearest first. */
export function* textsBackFrom(last: Y.XmlText): Generator<Y.XmlText> {
  yield last;
  for (let at: Y.XmlElement | Y.XmlText = last; ;) {
    for (let before = at.prevSibling; before; before = before.prevSibling)
      yield* textsBackIn(before);
    if (!(at.parent instanceof Y.XmlElement)) return;
    at = at.parent;
  }
}

/** The texts from the one in which a passage begins to the one in which it ends, also where that is empty by now. */
export function textsBetween(
  { text: first }: Pick<Point, 'text'>,
  { text: last }: Pick<Point, 'text'>,
): Generator<Met> {
  return textsTo(first, last);
}

function* textsTo(first: Y.XmlText, last: Y.XmlText | null): Generator<Met> {
  yield { text: first, breaks: false };
  if (first === last) return;
  let breaks = false;
  for (const part of partsAfter(first)) {
    if (part === 'break') breaks = true;
    else if (part.length > 0 || part === last) {
      yield { text: part, breaks };
      breaks = false;
      if (part === last) return;
    }
  }
}

function* textsBackIn(part: unknown): Generator<Y.XmlText> {
  if (part instanceof Y.XmlText) yield part;
  else if (part instanceof Y.XmlElement)
    for (const child of part.toArray().toReversed()) yield* textsBackIn(child);
}

function* partsIn(parent: Y.XmlFragment): Generator<Y.XmlText | 'break'> {
  for (const child of childrenOf(parent)) yield* partsOf(child);
}

function* partsOf(child: Y.XmlElement | Y.XmlText): Generator<Y.XmlText | 'break'> {
  if (child instanceof Y.XmlText) return yield child;
  yield 'break';
  yield* partsIn(child);
  yield 'break';
}

function* partsAfter(text: Y.XmlText): Generator<Y.XmlText | 'break'> {
  let at: Y.XmlElement | Y.XmlText = text;
  for (;;) {
    for (let next = at.nextSibling; next; next = next.nextSibling)
      if (next instanceof Y.XmlElement || next instanceof Y.XmlText) yield* partsOf(next);
    yield 'break';
    if (!(at.parent instanceof Y.XmlElement)) return;
    at = at.parent;
  }
}

/** The whole text as one line of characters, and the Yjs text that each stretch of it comes from. */
export interface Line {
  readonly words: string;
  readonly stretches: readonly { readonly text: Y.XmlText; readonly from: number }[];
}

/** @returns the line of a body. Costs a walk over all of it: some milliseconds at 100,000 words. */
export function lineOf(fragment: Y.XmlFragment): Line {
  const stretches = [];
  let words = '';
  for (const { text, breaks } of textsIn(fragment)) {
    if (breaks) words += '\n';
    stretches.push({ text, from: words.length });
    words += charactersOf(text);
  }
  return { words, stretches };
}

/** @returns the points between which the characters `from` to `to` of a line stand; null where there are none. */
export function pointsIn(
  { stretches }: Line,
  from: number,
  to: number,
): { start: Point; end: Point } | null {
  const first = stretches.find((stretch) => from < stretch.from + stretch.text.length);
  const last = stretches.findLast((stretch) => stretch.from < to);
  if (!first || !last) return null;
  return {
    start: { text: first.text, offset: Math.max(0, from - first.from) },
    end: { text: last.text, offset: Math.min(last.text.length, to - last.from) },
  };
}
