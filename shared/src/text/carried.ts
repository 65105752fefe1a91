/**
 * Words that a revision could not leave where they were: their block went elsewhere or became one of another type. Yjs cannot
 * move them, so they are new items; here is which stretch of a text that is gone stands where in one that is new.
 */
import type * as Y from 'yjs';

import type { Kept } from './kept-words.ts';
import { keptWords } from './kept-words.ts';
import { charactersOf, textsIn } from './reading.ts';
import type { WordBags } from './word-bag.ts';

/** The words of one text that was deleted, in one that was put in. */
export interface Carried {
  /** `textIdOf` the text that is gone, and what it said. */
  readonly from: string;
  readonly words: string;
  /** `textIdOf` the new one. */
  readonly to: string;
  readonly kept: readonly Kept[];
}

/** Texts less alike are not the same one. There is no place to tell by, and a person is asked anyway. */
const leastAlike = 0.45;

/** Beyond so many pairs only what the keeper finds by its quote is found. */
const mostPairs = 1_000_000;

/** @returns a name of a text that is the same on every replica. Throws for one that stands nowhere. */
export function textIdOf({ _item: item }: Y.XmlText): string {
  if (item === null) throw new Error('The text stands nowhere.');
  return `${item.id.client}:${item.id.clock}`;
}

/** @returns the texts of a body and what they say. */
export function wordsOfTexts(body: Y.XmlFragment): Map<Y.XmlText, string> {
  return new Map(Array.from(textsIn(body), ({ text }) => [text, charactersOf(text)]));
}

/** @param before the texts as they were. @returns which words of texts that are gone stand in texts that are new. */
export function carriedSince(
  before: ReadonlyMap<Y.XmlText, string>,
  body: Y.XmlFragment,
  bags: WordBags,
): Carried[] {
  const now = wordsOfTexts(body);
  const gone = [...before].filter(([text]) => !now.has(text));
  const added = [...now].filter(([text]) => !before.has(text));
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
    const kept = keptWords(was[1], is[1]);
    carried.push({ from: textIdOf(was[0]), words: was[1], to: textIdOf(is[0]), kept });
  }
  return carried;
}

/**
 * @returns where the characters `from` to `to` of a text that is gone stand in the new one: from the first to the last of
 * them that stayed. Null where less than half did.
 */
export function placeOf(
  { kept }: Pick<Carried, 'kept'>,
  from: number,
  to: number,
): { from: number; to: number } | null {
  const stayed = kept.flatMap(({ before, after, length }) => {
    const [begin, end] = [Math.max(before, from), Math.min(before + length, to)];
    return begin < end ? [{ from: after + begin - before, to: after + end - before }] : [];
  });
  const [first, last] = [stayed[0], stayed.at(-1)];
  const count = stayed.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
  return first && last && count * 2 >= to - from ? { from: first.from, to: last.to } : null;
}

function lineOf([, words]: readonly [Y.XmlText, string]) {
  return { type: 'paragraph', content: [{ type: 'text', text: words }] };
}
