/**
 * What a revision did to the words of a text, worked out from the two texts alone: no block, no Yjs, nothing of compare.ts.
 * Every word of the old text has at most one place in the new one, found by the longest common run of words of both.
 */
/** A stretch of a text, in characters. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is known of a passage of the old text. */
export interface Truth {
  /** How often exactly these characters stand in the new text. */
  readonly occurrences: number;
  /** The share of its words that stand together in one place of the new text, 0 to 1. */
  readonly share: number;
  /** @returns whether a stretch of the new text is where the passage was: at its words, or between what stood around it. */
  isAt(stretch: Stretch): boolean;
}

/** What counts as "around": so many words before and behind. */
const around = 12;

export class Oracle {
  readonly #before: readonly Word[];
  readonly #after: readonly Word[];
  readonly #old: string;
  readonly #revised: string;
  /** Index of an old word → that of the same word in the new text. */
  readonly #places: ReadonlyMap<number, number>;

  constructor(before: string, after: string) {
    this.#old = before;
    this.#revised = after;
    this.#before = wordsOf(before);
    this.#after = wordsOf(after);
    this.#places = placesIn(this.#before, this.#after);
  }

  /** @param passage a stretch of the old text. */
  truthOf(passage: Stretch): Truth {
    const words = indexesIn(this.#before, passage);
    const places = this.#placesOf(words);
    const exact = this.#old.slice(passage.from, passage.to);
    const inOne = mostTogether(places, words.length * 2 + 4);
    const [first = 0] = words;
    const last = words.at(-1) ?? 0;
    const verbatim = occurrencesOf(this.#revised, exact);
    return {
      occurrences: verbatim.length,
      share: words.length === 0 ? 0 : inOne / words.length,
      isAt: (stretch) => {
        if (verbatim.length === 1 && overlap(stretch, verbatim[0])) return true;
        if (this.#isItsOwnLine(exact, stretch)) return true;
        const here = indexesIn(this.#after, stretch);
        if (places.some((place) => here.includes(place))) return true;
        // Of words that occur often, the longest common run may have taken others: what stands around tells, or the line.
        const [from, to] = [(here[0] ?? 0) - around, (here.at(-1) ?? 0) + around];
        if (this.#saysAsMuch(range(first - around, last + around), range(from, to))) return true;
        return this.#isInLikeLine(passage, stretch);
      },
    };
  }

  /** Whether a stretch is a whole line of the passage, a heading in its midst, that stands once in the new text. */
  #isItsOwnLine(exact: string, { from, to }: Stretch): boolean {
    const says = this.#revised.slice(from, to);
    const once = this.#revised.split(`\n${says}\n`).length === 2;
    return once && exact.includes(`\n${says}\n`);
  }

  /** Whether the lines of two stretches have half of their words in common: a heading that lost its first words. */
  #isInLikeLine(old: Stretch, revised: Stretch): boolean {
    const one = wordsOf(lineAround(this.#old, old)).map(({ word }) => word);
    const other = wordsOf(lineAround(this.#revised, revised)).map(({ word }) => word);
    const shared = one.filter((word) => other.includes(word)).length;
    return shared * 4 >= one.length + other.length;
  }

  /** Whether two stretches have half of their words in common, whatever their order. */
  #saysAsMuch(old: readonly number[], revised: readonly number[]): boolean {
    const wanted = old.flatMap((at) => this.#before[at]?.word ?? []);
    const there = new Set(revised.flatMap((at) => this.#after[at]?.word ?? []));
    return wanted.filter((word) => there.has(word)).length * 2 >= wanted.length;
  }

  #placesOf(words: readonly number[]): number[] {
    return words.flatMap((word) => this.#places.get(word) ?? []);
  }
}

interface Word extends Stretch {
  readonly word: string;
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu), ({ 0: word, index }) => ({
    word,
    from: index,
    to: index + word.length,
  }));
}

/** By the table of all pairs: where most of a text is another, faster by far than to look for few changes. */
function placesIn(before: readonly Word[], after: readonly Word[]): Map<number, number> {
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  for (let old = before.length - 1; old >= 0; old--)
    for (let revised = after.length - 1; revised >= 0; revised--) {
      const at = old * width + revised;
      const [below = 0, right = 0] = [longest[at + width], longest[at + 1]];
      const isSame = before[old]?.word === after[revised]?.word;
      longest[at] = isSame ? (longest[at + width + 1] ?? 0) + 1 : Math.max(below, right);
    }
  const places = new Map<number, number>();
  for (let [old, revised] = [0, 0]; old < before.length && revised < after.length;) {
    const at = old * width + revised;
    if (before[old]?.word === after[revised]?.word) places.set(old++, revised++);
    else if ((longest[at + width] ?? 0) >= (longest[at + 1] ?? 0)) old += 1;
    else revised += 1;
  }
  return places;
}

function indexesIn(words: readonly Word[], { from, to }: Stretch): number[] {
  return words.flatMap((word, at) => (word.from < to && word.to > from ? [at] : []));
}

/** How many of these places, which are in order, stand within so many words of each other at most. */
function mostTogether(places: readonly number[], width: number): number {
  let most = 0;
  let first = 0;
  for (const [at, place] of places.entries()) {
    while (place - (places[first] ?? 0) >= width) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

function occurrencesOf(text: string, wanted: string): Stretch[] {
  const found: Stretch[] = [];
  for (let from = text.indexOf(wanted); from !== -1; from = text.indexOf(wanted, from + 1))
    found.push({ from, to: from + wanted.length });
  return found;
}

function overlap(one: Stretch, other: Stretch | undefined): boolean {
  return other !== undefined && one.from < other.to && one.to > other.from;
}

/** The lines that a stretch is in, whole. */
function lineAround(text: string, { from, to }: Stretch): string {
  const end = text.indexOf('\n', to);
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, end === -1 ? text.length : end);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
