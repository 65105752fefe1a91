/** The fewest words that turn one wording into another, as places in the old one: how an accepted proposal is written. */
import { diffWordsWithSpace } from 'diff';

/** The characters `from` to `to` of the old wording become `words`. In UTF-16 units, never half a character. */
export interface WordsChange {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** Wordings that differ in more words than this are one change from their first difference to their last. */
const mostChanges = 400;

/** @returns the changes in reading order; they neither overlap nor touch. None where both wordings are the same. */
export function wordChanges(before: string, after: string): WordsChange[] {
  const pieces = diffWordsWithSpace(before, after, { maxEditLength: mostChanges });
  if (!pieces) return [trimmed(before, { from: 0, to: before.length, words: after })];
  const changes: WordsChange[] = [];
  let at = 0;
  let isOpen = false;
  for (const { added, removed, value } of pieces) {
    const end = added ? at : at + value.length;
    if (added || removed) {
      const last = isOpen ? changes.pop() : undefined;
      const words = (last?.words ?? '') + (added ? value : '');
      changes.push({ from: last?.from ?? at, to: end, words });
    }
    isOpen = added || removed;
    at = end;
  }
  return changes.map((change) => trimmed(before, change));
}

/** Without what the old and the new words begin and end with: carets and marks inside a word stay as well. */
function trimmed(before: string, { from, to, words }: WordsChange): WordsChange {
  const old = before.slice(from, to);
  const shorter = Math.min(old.length, words.length);
  let first = 0;
  while (first < shorter && old[first] === words[first]) first++;
  if (isHighSurrogate(old.charCodeAt(first - 1))) first--;
  let last = 0;
  while (last < shorter - first && old.at(-1 - last) === words.at(-1 - last)) last++;
  if (isLowSurrogate(old.charCodeAt(old.length - last))) last--;
  return { from: from + first, to: to - last, words: words.slice(first, words.length - last) };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
