/** How proposed words are shown against the old ones: word by word where most stays, otherwise one after the other. */
import type { WordChange } from './word-diff.ts';
import { wordDiff } from './word-diff.ts';

/** Below this share of the longer wording, islands of common words hinder reading more than they help. */
const commonShare = 0.5;

/** @returns the pieces in reading order, none of them empty; of what changes in one place, the old words before the new. */
export function wordingRuns(before: string, after: string): WordChange[] {
  const runs = wordDiff(before, after);
  const common = runs
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  const isMostlySame = common >= commonShare * Math.max(before.length, after.length);
  const shown = isMostlySame ? withoutGaps(runs) : change(before, after);
  return shown.filter(({ text }) => text !== '');
}

/** Words that change side by side are one change: the spaces between them belong to both wordings. */
function withoutGaps(runs: readonly WordChange[]): WordChange[] {
  const shown: WordChange[] = [];
  let gone = '';
  let came = '';
  const close = (): void => {
    shown.push(...change(gone, came));
    [gone, came] = ['', ''];
  };
  for (const [at, { kind, text }] of runs.entries()) {
    const isGap =
      kind === 'same' && /^ +$/.test(text) && gone + came !== '' && at + 1 < runs.length;
    if (kind === 'same' && !isGap) {
      close();
      shown.push({ kind, text });
    }
    if (kind === 'gone' || isGap) gone += text;
    if (kind === 'new' || isGap) came += text;
  }
  close();
  return shown;
}

function change(before: string, after: string): WordChange[] {
  return [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ];
}
