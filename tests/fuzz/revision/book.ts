/** What became of a passage, read in the book that a reviser kept: an oracle that guesses nothing. */
import type { Stretch, Truth } from './oracle.ts';
import type { Origin } from './reviser.ts';
import { wordSigns } from './reviser.ts';

export class Book {
  readonly #old: string;
  readonly #revised: string;
  readonly #before: readonly Stretch[];
  readonly #after: readonly Stretch[];
  readonly #origins: readonly Origin[];
  /** Old word → the places of it in the new text. */
  readonly #places = new Map<number, number>();

  /** Throws where the new text has not the words that the book is about. */
  constructor(before: string, after: string, origins: readonly Origin[]) {
    [this.#old, this.#revised] = [before, after];
    [this.#before, this.#after] = [wordsOf(before), wordsOf(after)];
    this.#origins = origins;
    for (const [at, { was }] of origins.entries()) if (was !== undefined) this.#places.set(was, at);
    if (origins.length !== this.#after.length) throw new Error('The book is of another text.');
    for (const [was, at] of this.#places)
      if (read(before, this.#before[was]) !== read(after, this.#after[at]))
        throw new Error(`Word ${was} is another one in the book.`);
  }

  truthOf(passage: Stretch): Truth {
    const words = indexesIn(this.#before, passage);
    const places = words.flatMap((word) => this.#places.get(word) ?? []);
    const mostly = mostTogether(places, words.length * 2 + 4);
    return {
      occurrences: this.#revised.split(this.#old.slice(passage.from, passage.to)).length - 1,
      share: words.length === 0 ? 0 : mostly / words.length,
      isAt: (stretch) =>
        indexesIn(this.#after, stretch).some((at) => {
          const { was, standsFor } = this.#origins[at] ?? {};
          return words.includes(was ?? standsFor ?? -1);
        }),
    };
  }
}

function wordsOf(text: string): Stretch[] {
  return Array.from(text.matchAll(wordSigns), ({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
  }));
}

function read(text: string, { from, to }: Stretch = { from: 0, to: 0 }): string {
  return text.slice(from, to);
}

function indexesIn(words: readonly Stretch[], { from, to }: Stretch): number[] {
  return words.flatMap((word, at) => (word.from < to && word.to > from ? [at] : []));
}

/** How many of these places stand within so many words of each other at most. */
function mostTogether(places: readonly number[], width: number): number {
  const sorted = places.toSorted((one, other) => one - other);
  let [most, first] = [0, 0];
  for (const [at, place] of sorted.entries()) {
    while (place - (sorted[first] ?? 0) >= width) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}
