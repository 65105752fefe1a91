/** What is being written about: selected words, the whole draft, or the passage of a thread that wants other words. */
import type { Selected } from '@gloss/shared/words/anchor';
import type { Thread } from '@gloss/shared/words/thread';

export interface Composing {
  /** null: the whole draft. */
  readonly selected: Selected | null;
  /** Where the words begin, in px from the upper edge of the page. */
  readonly top: number;
  readonly mode: 'say' | 'propose';
}

/** @returns a proposal on the words of a thread as they read now, or null where it has none. */
export function composingOn({ anchor }: Thread, top = 0): Composing | null {
  if (anchor === undefined) return null;
  const { span, quote, state } = anchor;
  const exact = ('reads' in state ? state.reads : undefined) ?? quote.exact;
  return { selected: { ...span, quote: { ...quote, exact } }, top, mode: 'propose' };
}
