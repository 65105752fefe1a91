/**
 * Finds a passage again by its words, when relative positions have lost it: Enter, join, list, move and undo delete and
 * insert copies. `likeness.ts` finds the places; here the one that fits best is chosen, or none.
 */
import type * as Y from 'yjs';

import type { Quote } from '../words/anchor.ts';
import type { BlockId } from '../words/ids.ts';
import type { Passage } from './anchor.ts';
import { contextLength } from './anchor.ts';
import type { Place } from './likeness.ts';
import { placesLike, placesOf } from './likeness.ts';
import type { Line } from './reading.ts';
import { pointsIn } from './reading.ts';
import type { Stretch } from './searched.ts';
import { Searched } from './searched.ts';

/** A passage found by its quote. */
export interface Found extends Passage {
  /** Whether its words are the same and no other place fits as well. If not, a person should confirm it. */
  readonly exact: boolean;
  /** 0.8 to 1: how much of the quote's words stand there. */
  readonly score: number;
  /** How many characters of what stood around the quote stand there, too: 0 to 64. */
  readonly around: number;
}

/** Quotes shorter than this are found only unchanged, and only where what stood around them does so still. */
export const shortQuote = 25;

/** Of what stood around a short quote, at least this share must still be there. */
const leastContext = 0.5;

/** That a quote stood at the edge of its block counts as much as this many characters around it. */
const edgeWeight = 8;

/** What it counts for a place to be in the block where the passage began. */
const sameBlock = 0.25;

/** So many characters of a text are searched for likeness at a time. */
const sliceLength = 60_000;

/** Two places whose fit differs by less than this fit equally well. */
const clearLead = 0.1;

/**
 * @param hint the block in which the passage began, if known: among equal places the nearest to it is taken.
 * @returns the best place, or null where nothing is likely enough to be the passage.
 */
export function findQuote(fragment: Y.XmlFragment, quote: Quote, hint?: BlockId): Found | null {
  const text = new Searched(fragment);
  return findExactly(text, quote, hint) ?? findLike(text, quote, hint);
}

/** @returns the best of the places where exactly these words stand, or null. */
export function findExactly(text: Searched, quote: Quote, hint?: BlockId): Found | null {
  if (quote.exact.trim() === '') return null;
  return bestOf(placesOf(text.line.words, quote.exact), text, quote, hint);
}

/** @returns the best of the places where words like these stand, or null. Takes some hundredths of a second in a long text. */
export function findLike(text: Searched, quote: Quote, hint?: BlockId): Found | null {
  const search = searchLike(text, quote, hint);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

/** The same in slices of some milliseconds, one for each `next`, for who has other things to do. */
export function* searchLike(
  text: Searched,
  quote: Quote,
  hint?: BlockId,
): Generator<undefined, Found | null> {
  const { exact } = quote;
  if (exact.trim() === '' || exact.length < shortQuote) return null;
  const { words } = text.line;
  // Where two slices overlap, a place may be found twice.
  const places = new Map<string, Place>();
  const overlap = exact.length * 2;
  const slice = Math.max(sliceLength, overlap * 2);
  for (let from = 0; from < words.length; from += slice - overlap) {
    if (from > 0) yield;
    for (const place of placesLike(words.slice(from, from + slice), exact)) {
      const there = { ...place, from: from + place.from, to: from + place.to };
      places.set(`${there.from} ${there.to}`, there);
    }
    if (from + slice >= words.length) break;
  }
  return bestOf([...places.values()], text, quote, hint);
}

function bestOf(
  places: readonly Place[],
  text: Searched,
  quote: Quote,
  hint: BlockId | undefined,
): Found | null {
  const { line } = text;
  const near = hint && text.block(hint);
  const [best, next] = places
    .map((place) => ({ place, ...fitOf(line, place, quote, near) }))
    .toSorted((one, other) => other.fit - one.fit || one.distance - other.distance);
  const isShort = quote.exact.length < shortQuote;
  if (!best || (isShort && best.context < leastContext)) return null;
  const points = pointsIn(line, best.place.from, best.place.to);
  const alone = next === undefined || best.fit - next.fit >= clearLead;
  const { score } = best.place;
  return points && { ...points, exact: score === 1 && alone, score, around: best.around };
}

/** How well a place suits a quote apart from its own words. `context` is 0 to 1; a higher `fit` is better. */
interface Fit {
  readonly context: number;
  readonly around: number;
  readonly fit: number;
  readonly distance: number;
}

function fitOf({ words }: Line, place: Place, quote: Quote, near: Stretch | undefined): Fit {
  const before = keptOf(words, place.from - 1, -1, quote.prefix.split('').toReversed());
  const after = keptOf(words, place.to, 1, quote.suffix.split(''));
  const context = (before.kept + after.kept) / (before.of + after.of);
  const inside = near !== undefined && place.from >= near.from && place.from < near.to;
  return {
    context,
    around: before.characters + after.characters,
    fit: place.score + context + (inside ? sameBlock : 0),
    distance: near ? Math.abs(place.from - near.from) : 0,
  };
}

/**
 * Walks away from a place as long as it meets the characters wanted. Line breaks that came in since are passed over:
 * Enter beside a passage changes nothing about what stands around it.
 */
function keptOf(
  words: string,
  from: number,
  step: 1 | -1,
  wanted: readonly string[],
): { kept: number; of: number; characters: number } {
  let at = from;
  let kept = 0;
  while (kept < wanted.length && at >= 0 && at < words.length) {
    if (words[at] === wanted[kept]) kept += 1;
    else if (words[at] !== '\n') break;
    at += step;
  }
  // One less may be the half of a surrogate pair that was left out.
  if (wanted.length >= contextLength - 1) return { kept, of: wanted.length, characters: kept };
  const atEdge = kept === wanted.length && (words[at] ?? '\n') === '\n';
  const more = atEdge ? edgeWeight : 0;
  return { kept: kept + more, of: wanted.length + edgeWeight, characters: kept };
}
