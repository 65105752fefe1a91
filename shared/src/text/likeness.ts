/** How alike two wordings are, and where in a line of characters something like a wording stands. */
import search from 'approx-string-match';

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

/**
 * @returns how alike two wordings are: 1 less the share of characters to change, put in or take out. Anything below
 * `leastLikeness` is told as 0.
 */
export function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  const spare = Math.floor((1 - leastLikeness) * longer.length);
  if (shorter === '' || longer.length - shorter.length > spare) return 0;
  const changed = search(longer, shorter, spare).map(
    ({ start, end, errors }) => errors + longer.length - (end - start),
  );
  const score = 1 - Math.min(...changed) / longer.length;
  return score >= leastLikeness ? score : 0;
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
  return search(line, wording, Math.floor((1 - leastLikeness) * wording.length)).map(
    ({ start, end, errors }) => ({ from: start, to: end, score: 1 - errors / wording.length }),
  );
}

/** A long wording is where its first and its last words stand about as far apart as they did. */
function placesByEnds(line: string, wording: string): Place[] {
  const size = longWording / 2;
  const tails = placesLike(line, wording.slice(-size)).slice(0, mostEnds);
  const heads = placesLike(line, wording.slice(0, size)).slice(0, mostEnds);
  return heads.flatMap(({ from }) =>
    tails
      .map(({ to }) => ({ from, to, score: likeness(line.slice(from, to), wording) }))
      .filter((place) => place.from < place.to && place.score > 0),
  );
}
