/**
 * Words that a revision took out of one text and put into another, run by run: a sentence that went to another paragraph, a
 * list made into prose. keptWords (kept-words.ts) compares one text with one; here any may have gone to any.
 */
import type { Kept } from './kept-words.ts';
import { keptWords } from './kept-words.ts';

/** A text of which some words are gone, or new: `stretches` says which, in UTF-16 units, in order. */
export interface Changed {
  readonly words: string;
  readonly stretches: readonly { readonly from: number; readonly to: number }[];
}

/** Runs that stood in the text with one index and stand in the text with the other. In the order of the old text. */
export interface Moved {
  readonly from: number;
  readonly to: number;
  readonly kept: readonly Kept[];
}

/** Fewer words in a row than this stand anywhere: "of the policy". */
const leastWords = 4;

/** Where a run may begin in more places than this, it says nothing: a table of the same words. */
const mostPlaces = 32;

/** @returns the longest runs of words that are in both, each at its likest place. Costs about one look at every word. */
export function movedWords(gone: readonly Changed[], added: readonly Changed[]): Moved[] {
  const there = added.flatMap((text, to) => wordsOf(text).map((words) => ({ to, words })));
  const places = placesIn(there);
  const moved: Moved[] = [];
  for (const [from, text] of gone.entries())
    for (const words of wordsOf(text)) {
      const met = new Map<readonly Word[], { to: number; kept: Kept[] }>();
      for (const { at, length, place } of runsIn(words, places)) {
        const meeting = met.get(place.words) ?? { to: place.to, kept: [] };
        met.set(place.words, meeting);
        const after = place.words.slice(place.at, place.at + length);
        meeting.kept.push(...keptIn(words.slice(at, at + length), after));
      }
      for (const [others, { to, kept }] of met) {
        // By runs alone where sentences changed places; by all words that stayed where they were reworded.
        moved.push({ from, to, kept });
        moved.push({
          from,
          to,
          kept: keptBetween(words, others, text.words, added[to]?.words ?? ''),
        });
      }
    }
  return moved;
}

/** A word, as it is compared; `gap` is what stands between it and the word before. */
interface Word {
  readonly word: string;
  readonly from: number;
  readonly length: number;
  readonly gap: string;
}

interface Place {
  readonly to: number;
  readonly words: readonly Word[];
  readonly at: number;
}

/** The words of each stretch; none of them runs on into the next. */
function wordsOf({ words, stretches }: Changed): Word[][] {
  return stretches.map(({ from, to }) => {
    let last = from;
    return Array.from(words.slice(from, to).matchAll(/[\p{L}\p{M}]+|\p{N}+/gu), (found) => {
      const [begin, { length }] = [from + found.index, found[0]];
      const gap = words.slice(last, begin);
      last = begin + length;
      return { word: found[0].toLowerCase(), from: begin, length, gap };
    });
  });
}

/** The first words of every run that may be found → where it begins. */
function placesIn(texts: readonly Omit<Place, 'at'>[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { to, words } of texts)
    for (let at = 0; at + leastWords <= words.length; at++) {
      const key = keyAt(words, at);
      const known = places.get(key);
      if (known) known.push({ to, words, at });
      else places.set(key, [{ to, words, at }]);
    }
  return places;
}

function* runsIn(
  words: readonly Word[],
  places: ReadonlyMap<string, readonly Place[]>,
): Generator<{ at: number; length: number; place: Place }> {
  let at = 0;
  while (at + leastWords <= words.length) {
    const found = places.get(keyAt(words, at)) ?? [];
    const [longest] = (found.length > mostPlaces ? [] : found)
      .map((place) => ({ at, length: sharedFrom(words, at, place), place }))
      .toSorted((one, other) => other.length - one.length);
    if (longest) yield longest;
    at += longest?.length ?? 1;
  }
}

function keyAt(words: readonly Word[], at: number): string {
  let key = '';
  for (let next = at; next < at + leastWords; next++) key += `${words[next]?.word ?? ''} `;
  return key;
}

function sharedFrom(words: readonly Word[], at: number, place: Place): number {
  let length = 0;
  for (;;) {
    const word = words[at + length]?.word;
    if (word === undefined || word !== place.words[place.at + length]?.word) return length;
    length += 1;
  }
}

function keptBetween(
  words: readonly Word[],
  others: readonly Word[],
  before: string,
  after: string,
): Kept[] {
  const [first, last] = [words[0]?.from ?? 0, words.at(-1)];
  const [begin, end] = [others[0]?.from ?? 0, others.at(-1)];
  const one = before.slice(first, last && last.from + last.length);
  const other = after.slice(begin, end && end.from + end.length);
  return keptWords(one, other).map((kept) => ({
    ...kept,
    before: first + kept.before,
    after: begin + kept.after,
  }));
}

/** The same words in a row, cut where something else stands between them. */
function keptIn(old: readonly Word[], revised: readonly Word[]): Kept[] {
  const kept: Kept[] = [];
  for (const [at, { from, length, gap }] of old.entries()) {
    const now = revised[at];
    const last = kept.at(-1);
    if (now?.length !== length) continue;
    if (last && now.gap === gap && from - last.before === now.from - last.after)
      kept[kept.length - 1] = { ...last, length: from + length - last.before };
    else kept.push({ before: from, after: now.from, length });
  }
  return kept;
}
