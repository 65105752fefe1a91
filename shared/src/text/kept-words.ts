/** Which stretches of a wording stay as they are when it is revised, word by word. revise-runs.ts writes the rest. */
import { diffArrays } from 'diff';

/** What stands from `before` on in the old wording and from `after` on in the new one; `length` is in UTF-16 units. */
export interface Kept {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** Beyond so many words put in or taken out nothing is kept: to find out costs the square of it, here some hundredths of a second. */
const mostChanges = 600;

/** Between two changes, this many words of no more letters than this are no words that stayed: "the", "of a". */
const mostGlue = 2;
const longestGlue = 3;

/** @returns the stretches that stay, in order; words are kept whole, with the white space between them. */
export function keptWords(before: string, after: string): Kept[] {
  const [old, revised] = [wordsOf(before), wordsOf(after)];
  const diff = diffArrays(
    old.map(({ word }) => word),
    revised.map(({ word }) => word),
    { maxEditLength: mostChanges },
  );
  if (!diff) return [];
  const kept: Kept[] = [];
  let [at, other] = [0, 0];
  for (const [place, { added, removed, count }] of diff.entries()) {
    const isBetween = place > 0 && place < diff.length - 1;
    const words = old.slice(at, at + count);
    if (!added && !removed && !(isBetween && isGlue(words)))
      kept.push(...stretchesOf(words, revised.slice(other, other + count)));
    if (!added) at += count;
    if (!removed) other += count;
  }
  return withSpaces(kept, before, after);
}

interface Word {
  readonly word: string;
  readonly from: number;
}

/** Letters, digits, and every other sign by itself; white space only parts them. */
function wordsOf(wording: string): Word[] {
  const found = wording.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\p{N}+|\S/gu);
  return Array.from(found, ({ 0: word, index }) => ({ word, from: index }));
}

function isGlue(words: readonly Word[]): boolean {
  const letters = words.filter(({ word }) => /[\p{L}\p{N}]/u.test(word));
  return letters.length <= mostGlue && letters.every(({ word }) => word.length <= longestGlue);
}

/** The same words in a row, cut where the white space between them differs in length. */
function stretchesOf(old: readonly Word[], revised: readonly Word[]): Kept[] {
  const stretches: Kept[] = [];
  for (const [at, { word, from }] of old.entries()) {
    const after = revised[at]?.from ?? 0;
    const last = stretches.at(-1);
    if (last && from - last.before === after - last.after)
      stretches[stretches.length - 1] = { ...last, length: from + word.length - last.before };
    else stretches.push({ before: from, after, length: word.length });
  }
  return stretches;
}

/** The white space that both wordings have next to a stretch stays with it, and so does all of it that reads the same. */
function withSpaces(kept: readonly Kept[], before: string, after: string): Kept[] {
  const spaced: Kept[] = [];
  const ends: Kept = { before: before.length, after: after.length, length: 0 };
  let from = { before: 0, after: 0 };
  for (const stretch of [...kept, ends]) {
    const gap = before.slice(from.before, stretch.before);
    const newGap = after.slice(from.after, stretch.after);
    const left = sharedSpace(gap, newGap);
    const right = sharedSpaceBehind(gap.slice(left), newGap.slice(left));
    const last = spaced.at(-1);
    if (left > 0 && last) spaced[spaced.length - 1] = { ...last, length: last.length + left };
    else if (left > 0) spaced.push({ ...from, length: left });
    spaced.push({
      before: stretch.before - right,
      after: stretch.after - right,
      length: stretch.length + right,
    });
    from = { before: stretch.before + stretch.length, after: stretch.after + stretch.length };
  }
  return spaced.filter(({ length }) => length > 0);
}

function sharedSpace(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count] && /\s/.test(one[count] ?? '')) count++;
  return count;
}

function sharedSpaceBehind(one: string, other: string): number {
  return sharedSpace(reversed(one), reversed(other));
}

function reversed(words: string): string {
  return words.split('').toReversed().join('');
}
