/** What changed between two wordings, word by word: how proposals and earlier words of a message are shown. */
import { diffWordsWithSpace } from 'diff';

export interface WordChange {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Beyond so many words put in or taken out it is not worked out what stayed: it costs the square of it, and all is shown as new. */
const mostChanges = 1_000;

/**
 * @returns the pieces in reading order. All but the new ones joined are `before`; all but the gone ones joined are
 * `after`, white space included.
 */
export function wordDiff(before: string, after: string): WordChange[] {
  const pieces = diffWordsWithSpace(before, after, { maxEditLength: mostChanges });
  if (!pieces)
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ];
  return pieces.map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}
