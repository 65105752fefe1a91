/** Where a place in some words is in a copy of them that was changed since, and what the copy lacks: by the characters they share. */
import { diffArrays } from 'diff';

/** Words that differ in more characters than this have none in common. */
const mostChanges = 1500;

/** Some words, and where they belong in the copy, in UTF-16 units. */
export interface Missing {
  readonly at: number;
  readonly words: string;
}

/**
 * @param at a place in `words`, in UTF-16 units, from 0 to their length.
 * @returns the place in the copy: before the same next character, or else behind the same last one. What was put in between
 * stands before it. The end of the copy where neither is there.
 */
export function placeInCopy(words: string, at: number, copy: string): number {
  return words === copy ? at : placeBeside(sameCharacters(words, copy), words, at, copy);
}

/**
 * @returns what stands in `words` from one place to another and not in the copy. All of it, in one, where less than half of it is
 * in the copy: single letters are alike by chance.
 */
export function missingInCopy(words: string, from: number, to: number, copy: string): Missing[] {
  const same = sameCharacters(words, copy);
  const missing: { at: number; words: string; end: number }[] = [];
  for (let at = from; at < to; at += 1) {
    if (same.has(at)) continue;
    const last = missing.at(-1);
    if (last?.end === at)
      missing.splice(-1, 1, { ...last, words: last.words + words[at], end: at + 1 });
    else missing.push({ at: -1, words: words[at] ?? '', end: at + 1 });
  }
  const length = missing.reduce((sum, each) => sum + each.words.length, 0);
  if (length * 2 > to - from)
    return [{ at: placeBeside(same, words, to, copy), words: words.slice(from, to) }];
  return missing.map(({ words: each, end }) => ({
    at: placeBeside(same, words, end, copy),
    words: each,
  }));
}

function placeBeside(
  same: ReadonlyMap<number, number>,
  words: string,
  at: number,
  copy: string,
): number {
  const next = same.get(at);
  if (next !== undefined) return next;
  const last = same.get(at - 1);
  // The end of a paragraph stays its end.
  return last === undefined || at === words.length ? copy.length : last + 1;
}

/** @returns for the characters that both have: place in the one → place in the other. */
function sameCharacters(words: string, copy: string): Map<number, number> {
  const same = new Map<number, number>();
  let [at, other] = [0, 0];
  const pieces = diffArrays(words.split(''), copy.split(''), { maxEditLength: mostChanges });
  for (const { added, removed, count } of pieces ?? []) {
    if (!added && !removed)
      for (let step = 0; step < count; step += 1) same.set(at + step, other + step);
    if (!added) at += count;
    if (!removed) other += count;
  }
  return same;
}
