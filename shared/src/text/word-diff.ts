/** What changed between two wordings, word by word: how proposals and earlier words of a message are shown. */
import { diffWordsWithSpace } from 'diff';

export interface WordChange {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/**
 * @returns the pieces in reading order. All but the new ones joined are `before`; all but the gone ones joined are
 * `after`, white space included.
 */
export function wordDiff(before: string, after: string): WordChange[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}
