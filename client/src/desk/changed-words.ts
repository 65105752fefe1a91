/** The smallest stretch of whole words in which two wordings of a block differ. Pure. */

/** The characters `from` to `to` of the old wording become `words`; neither of the two is ever empty where `old` is not. */
export interface ChangedWords {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** @returns what changes, widened to whole words: a passage has to hold some, and people read words and not letters. */
export function changedWords(old: string, now: string): ChangedWords {
  if (now === '') return { from: 0, to: old.length, words: '' };
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let kept = 0;
  while (kept < shorter - start && old.at(-1 - kept) === now.at(-1 - kept)) kept += 1;
  while (start > 0 && !isBoundary(old, now, start)) start -= 1;
  while (kept > 0 && !isBoundary(old, now, old.length - kept, now.length - kept)) kept -= 1;
  // Words put between two others stand at no passage: they take the word before them along, or else the one behind.
  const isEmpty = () => old.slice(start, old.length - kept).trim() === '';
  if (isEmpty())
    start = old.slice(0, start).trimEnd().search(/\S+$/) === -1 ? start : lastWord(old, start);
  if (isEmpty()) kept = old.length - firstWordEnd(old, start);
  // What stands around them in both is no part of them.
  const most = () => Math.min(old.length, now.length) - kept;
  while (start < most() && isSpaceInBoth(old[start], now[start])) start += 1;
  while (start < most() && isSpaceInBoth(old.at(-1 - kept), now.at(-1 - kept))) kept += 1;
  return { from: start, to: old.length - kept, words: now.slice(start, now.length - kept) };
}

/** How much is shown of what stands around a change. */
const contextWords = 100;

/** @returns both wordings with only so much of what they share as is needed to know the place. */
export function aroundChange(old: string, now: string): { before: string; after: string } {
  const { from, to, words } = changedWords(old, now);
  const start = from <= contextWords ? 0 : wordStart(old, from - contextWords);
  const end = old.length - to <= contextWords ? old.length : wordStart(old, to + contextWords);
  const [left, right] = [old.slice(start, from), old.slice(to, end)];
  const cut = (changed: string) =>
    `${start > 0 ? '… ' : ''}${left}${changed}${right}${end < old.length ? '…' : ''}`;
  return { before: cut(old.slice(from, to)), after: cut(words) };
}

/** Whether a word of either wording ends or begins here, and none goes on. */
function isBoundary(old: string, now: string, at: number, inNow = at): boolean {
  return parts(old, at) && parts(now, inNow);
}

function parts(words: string, at: number): boolean {
  return (
    at === 0 || at === words.length || /\s/.test(words[at - 1] ?? '') || /\s/.test(words[at] ?? '')
  );
}

function isSpaceInBoth(one = '', other = ''): boolean {
  return one === other && /\s/.test(one);
}

function wordStart(words: string, after: number): number {
  return after + words.slice(after).search(/(?<=\s)\S|$/);
}

function lastWord(words: string, before: number): number {
  return words.slice(0, before).trimEnd().search(/\S+$/);
}

function firstWordEnd(words: string, after: number): number {
  const [word = ''] = /^\s*\S+/.exec(words.slice(after)) ?? [];
  return after + word.length;
}
