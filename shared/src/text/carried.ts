/**
 * Words that a revision could not leave where they were: their block went elsewhere or became one of another type, or a
 * sentence of it did. Yjs cannot move them, so they are new items; here is which stretch of an old text stands where now.
 */
import type * as Y from 'yjs';

import type { Kept } from './kept-words.ts';
import { keptWords } from './kept-words.ts';
import type { Changed } from './moved-words.ts';
import { movedWords } from './moved-words.ts';
import { charactersOf, textsIn } from './reading.ts';
import type { WordBags } from './word-bag.ts';

/** The words of one text that were deleted, in another in which they were put. Of one text some may be here, some there. */
export interface Carried {
  /** `textIdOf` the text they are gone from, and what it said. */
  readonly from: string;
  readonly words: string;
  /** `textIdOf` the other one, and what it says. */
  readonly to: string;
  readonly says: string;
  readonly kept: readonly Kept[];
}

/** A stretch of a text, in UTF-16 units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Words = readonly [Y.XmlText, string];

/** Texts less alike are not the same one. There is no place to tell by, and a person is asked anyway. */
const leastAlike = 0.45;

/** Beyond so many pairs only runs of words that stayed the same are found. */
const mostPairs = 1_000_000;

/** Fewer characters than this that stayed between others that did not may have stayed by chance. */
const leastKept = 24;

/** @returns a name of a text that is the same on every replica. Throws for one that stands nowhere. */
export function textIdOf({ _item: item }: Y.XmlText): string {
  if (item === null) throw new Error('The text stands nowhere.');
  return `${item.id.client}:${item.id.clock}`;
}

/** @returns the texts of a body and what they say. */
export function wordsOfTexts(body: Y.XmlFragment): Map<Y.XmlText, string> {
  return new Map(Array.from(textsIn(body), ({ text }) => [text, charactersOf(text)]));
}

/** @param before the texts as they were. @returns which words that are gone stand among those that are new. */
export function carriedSince(
  before: ReadonlyMap<Y.XmlText, string>,
  body: Y.XmlFragment,
  bags: WordBags,
): Carried[] {
  const now = wordsOfTexts(body);
  const whole = carriedWhole(
    [...before].filter(([text]) => !now.has(text)),
    [...now].filter(([text]) => !before.has(text)),
    bags,
  );
  return [...whole, ...carriedInPart(before, now)];
}

/** Texts that are gone as a whole, each with the one of the new ones that is most like it. */
function carriedWhole(gone: readonly Words[], added: readonly Words[], bags: WordBags): Carried[] {
  if (gone.length * added.length > mostPairs) return [];
  const [old, revised] = [gone.map(lineOf), added.map(lineOf)];
  const alike = old.flatMap((one, from) =>
    revised.map((other, to) => ({ from, to, likeness: bags.likeness(one, other) })),
  );
  const taken = { from: new Set<number>(), to: new Set<number>() };
  const carried: Carried[] = [];
  for (const { from, to, likeness } of alike.toSorted((a, b) => b.likeness - a.likeness)) {
    if (likeness < leastAlike) break;
    const [was, is] = [gone[from], added[to]];
    if (!was || !is || taken.from.has(from) || taken.to.has(to)) continue;
    taken.from.add(from);
    taken.to.add(to);
    carried.push(carriedBetween(was, is, keptWords(was[1], is[1])));
  }
  return carried;
}

/** Runs of words that went from any text to any other. */
function carriedInPart(
  before: ReadonlyMap<Y.XmlText, string>,
  now: ReadonlyMap<Y.XmlText, string>,
): Carried[] {
  const [gone, added]: [Place[], Place[]] = [[], []];
  for (const [text, words] of before) {
    const says = now.get(text);
    if (words === says) continue;
    const kept = says === undefined ? [] : keptWords(words, says);
    const long = kept.filter(({ length }) => length >= leastKept);
    const stayed = long.map(({ before: from, length }) => ({ from, to: from + length }));
    gone.push({ text, words, stretches: between(stayed, words.length) });
    const stay = long.map(({ after: from, length }) => ({ from, to: from + length }));
    if (says !== undefined)
      added.push({ text, words: says, stretches: between(stay, says.length) });
  }
  for (const [text, words] of now)
    if (!before.has(text)) added.push({ text, words, stretches: between([], words.length) });
  return movedWords(gone, added).flatMap(({ from, to, kept }) => {
    const [was, is] = [gone[from], added[to]];
    return was && is ? [carriedBetween([was.text, was.words], [is.text, is.words], kept)] : [];
  });
}

interface Place extends Changed {
  readonly text: Y.XmlText;
}

/** What is left of a text of this length without these stretches of it. */
function between(stretches: readonly Stretch[], length: number): Stretch[] {
  const left: Stretch[] = [];
  let from = 0;
  for (const stretch of [...stretches, { from: length, to: length }]) {
    if (stretch.from > from) left.push({ from, to: stretch.from });
    from = stretch.to;
  }
  return left;
}

function carriedBetween([was, words]: Words, [is, says]: Words, kept: readonly Kept[]): Carried {
  return { from: textIdOf(was), words, to: textIdOf(is), says, kept };
}

function lineOf([, words]: Words) {
  return { type: 'paragraph', content: [{ type: 'text', text: words }] };
}
