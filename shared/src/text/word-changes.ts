/** The fewest words that turn one wording into another, as places in the old one: how an accepted proposal is written. */
import { diffArrays } from 'diff';

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
  const changes: WordsChange[] = [];
  let [at, newAt] = [0, 0];
  const end = { word: '', before: before.length, after: after.length };
  for (const kept of [...keptWords(before, after), end]) {
    const [gone, words] = [before.slice(at, kept.before), after.slice(newAt, kept.after)];
    if (gone !== words) changes.push(trimmed(before, { from: at, to: kept.before, words }));
    at = kept.before + kept.word.length;
    newAt = kept.after + kept.word.length;
  }
  return changes;
}

/** A word that both wordings have, and where each has it. */
interface Kept {
  readonly word: string;
  readonly before: number;
  readonly after: number;
}

/** White space is not among the words: keeping two spaces would be worth more than keeping the word between them. */
function keptWords(before: string, after: string): Kept[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const pieces = diffArrays(
    old.map(({ word }) => word),
    now.map(({ word }) => word),
    { maxEditLength: mostChanges },
  );
  const kept: Kept[] = [];
  let [at, newAt] = [0, 0];
  for (const { added, removed, count } of pieces ?? []) {
    const same = added || removed ? [] : old.slice(at, at + count);
    for (const [step, { word, from }] of same.entries())
      kept.push({ word, before: from, after: now[newAt + step]?.from ?? 0 });
    if (!added) at += count;
    if (!removed) newAt += count;
  }
  return kept;
}

/** Letters and digits in a row, and every other sign by itself. */
function wordsOf(wording: string): { word: string; from: number }[] {
  const found = wording.matchAll(/[\p{L}\p{M}\p{N}_]+|\S/gu);
  return Array.from(found, ({ 0: word, index }) => ({ word, from: index }));
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
