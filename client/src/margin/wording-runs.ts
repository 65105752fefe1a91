/** How proposed words are shown against the old ones: word by word where most stays, otherwise one after the other. */
import type { WordChange } from '@gloss/shared/text/word-diff';
import { wordDiff } from '@gloss/shared/text/word-diff';

/** Below this share of the longer wording, islands of common words hinder reading more than they help. */
const commonShare = 0.5;

/** @returns the pieces in reading order, none of them empty. */
export function wordingRuns(before: string, after: string): WordChange[] {
  const runs = wordDiff(before, after);
  const common = runs
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  if (common >= commonShare * Math.max(before.length, after.length)) return runs;
  const whole: WordChange[] = [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ];
  return whole.filter(({ text }) => text !== '');
}
