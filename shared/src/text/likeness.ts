/** How alike two wordings are, and where in a line of characters something like a wording stands. */
import search from 'approx-string-match';
import { distance } from 'fastest-levenshtein';

/** Below this share of unchanged characters, wrong places are found as often as right ones (evidence on anchoring). */
export const leastLikeness = 0.8;

/** A stretch of a line, and how much of the wording that was looked for it has: 1 is all. */
export interface Place {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** Longer wordings are looked for by their two ends: a search costs length of the wording times length of the line. */
export const longWording = 256;

/** In text that repeats itself a wording's end stands in many places; this many are tried. */
const mostEnds = 20;

/** So many characters of a line are searched at once; where a wording stands in more places than these, only for better ones. */
const [stretch, manyPlaces] = [4_000, 1_000];

/** So many pairs of characters are compared to place one wording: some hundredths of a second. */
const mostPairs = 40_000_000;

/** Longer stretches are compared in parts: comparing costs the length of one times that of the other. */
const [longStretch, part] = [4_000, 2_000];

/** By so much what follows a part may have been moved, and so much of it is looked for. */
const [drift, probe] = [500, 32];

/**
 * @returns how alike two wordings are: 1 less the share of characters to change, put in or take out. Anything below
 * `leastLikeness` is told as 0. Of long ones that differ all over it may be told a little less than it is.
 */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const length = Math.max(one.length, other.length);
  if (one === '' || other === '' || length - spareOf(length) > Math.min(one.length, other.length))
    return 0;
  const score = 1 - changesBetween(...withoutSameEnds(one, other)) / length;
  return score >= leastLikeness ? score : 0;
}

/** How many characters may differ. */
function spareOf(length: number): number {
  return Math.floor((1 - leastLikeness) * length);
}

function withoutSameEnds(one: string, other: string): [string, string] {
  const shorter = Math.min(one.length, other.length);
  let [head, tail] = [0, 0];
  while (head < shorter && one[head] === other[head]) head += 1;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return [one.slice(head, one.length - tail), other.slice(head, other.length - tail)];
}

function changesBetween(one: string, other: string): number {
  if (one.length * other.length <= longStretch ** 2) return distance(one, other);
  let [changes, from, at] = [0, 0, 0];
  for (; one.length - from > part; from += part) {
    const to = cutIn(other, at + part, one.slice(from + part, from + part + probe));
    changes += distance(one.slice(from, from + part), other.slice(at, to));
    at = Math.max(at, to);
  }
  return changes + distance(one.slice(from), other.slice(at));
}

/** @returns where in a wording these words stand, near a place; that place where they do not. */
function cutIn(wording: string, near: number, words: string): number {
  const from = Math.max(0, near - drift);
  const found = wording.slice(from, near + drift + probe).indexOf(words);
  return found === -1 ? near : from + found;
}

/** @returns every place where exactly this wording stands. */
export function placesOf(line: string, wording: string): Place[] {
  const places: Place[] = [];
  for (let from = line.indexOf(wording); from !== -1; from = line.indexOf(wording, from + 1))
    places.push({ from, to: from + wording.length, score: 1 });
  return places;
}

/** @returns the places most like a wording, if any reaches `leastLikeness`. */
export function placesLike(line: string, wording: string): Place[] {
  if (wording.length > longWording) return placesByEnds(line, wording);
  let least = spareOf(wording.length);
  const places = new Map<string, Place>();
  const overlap = wording.length * 2;
  for (let at = 0; at < line.length; at += stretch - overlap) {
    // What searches finds where a wording ends, and for each such place where it begins.
    const most = places.size > manyPlaces ? least - 1 : least;
    if (most < 0) break;
    for (const { start, end, errors } of search(line.slice(at, at + stretch), wording, most)) {
      if (errors < least) places.clear();
      least = errors;
      const [from, to] = [at + start, at + end];
      places.set(`${from} ${to}`, { from, to, score: 1 - errors / wording.length });
    }
  }
  return [...places.values()];
}

/** A long wording is where its first and its last words stand about as far apart as they did. */
function placesByEnds(line: string, wording: string): Place[] {
  const { length } = wording;
  const size = longWording / 2;
  const tails = placesLike(line, wording.slice(-size)).slice(0, mostEnds);
  const heads = placesLike(line, wording.slice(0, size)).slice(0, mostEnds);
  const apart = (stretch: { from: number; to: number }) =>
    Math.abs(stretch.to - stretch.from - length);
  return heads
    .flatMap(({ from }) => tails.map(({ to }) => ({ from, to })))
    .filter((each) => each.from < each.to && apart(each) <= spareOf(length) * 2)
    .toSorted((one, other) => apart(one) - apart(other))
    .slice(0, Math.ceil(mostPairs / (length * Math.min(length, part))))
    .map(({ from, to }) => ({ from, to, score: likeness(line.slice(from, to), wording) }))
    .filter(({ score }) => score > 0);
}
