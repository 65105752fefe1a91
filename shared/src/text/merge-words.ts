/** What a proposal would read had it been made on today's words: for the lead who rebases it. */
import type { WordsChange } from './word-changes.ts';
import { wordChanges } from './word-changes.ts';

/**
 * @param base what the passage read when it was proposed.
 * @param now what it reads today.
 * @param proposed the words proposed for `base`.
 * @returns `now` with the changes of the proposal in it; null where both change the same words, or words side by side,
 * so that nobody can say which is meant.
 */
export function mergeWords(base: string, now: string, proposed: string): string | null {
  const theirs = wordChanges(base, now);
  const ours = wordChanges(base, proposed).filter(
    (each) => !theirs.some((one) => isSame(one, each)),
  );
  if (ours.some((each) => theirs.some((one) => collide(one, each)))) return null;
  let merged = '';
  let at = 0;
  for (const { from, to, words } of [...theirs, ...ours].toSorted(
    (one, other) => one.from - other.from,
  )) {
    merged += base.slice(at, from) + words;
    at = to;
  }
  return merged + base.slice(at);
}

function isSame(one: WordsChange, other: WordsChange): boolean {
  return one.from === other.from && one.to === other.to && one.words === other.words;
}

/** Changes that touch are changes of the same words. */
function collide(one: WordsChange, other: WordsChange): boolean {
  return one.from <= other.to && other.from <= one.to;
}
