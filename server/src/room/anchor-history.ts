/** What an anchor's new place means for its state and its thread's history. Pure; keeper-look.ts finds the place. */
import type { Anchor, AnchorState } from '@gloss/shared/words/anchor';
import type { Instant } from '@gloss/shared/words/ids';
import { cutTo } from '@gloss/shared/words/text';
import type { HistoryEntry, Thread } from '@gloss/shared/words/thread';

import { sameWords } from './keeper-search.ts';

/** The most that one line of history says of a passage, in characters: each change to and fro of its words adds a line. */
const mostDetail = 500;

/** @returns the state of a passage that is in its place and reads so. */
export function stateAt({ quote, state }: Anchor, reads: string): AnchorState {
  const isMoved = state.is === 'moved';
  if (sameWords(reads, quote.exact)) return isMoved && !state.confirm ? state : { is: 'anchored' };
  return isMoved && state.confirm ? { ...state, reads } : { is: 'edited', reads };
}

/** @returns the state of a passage whose words are gone: what they read last is kept, where that was not the quote. */
export function orphanedFrom({ quote, state }: Anchor, reads: string): AnchorState {
  // What stood at a place that nobody confirmed may never have been its words.
  if (state.is === 'moved' && state.confirm) return { is: 'orphaned' };
  return sameWords(reads, quote.exact) ? { is: 'orphaned' } : { is: 'orphaned', reads };
}

/** So many lines in a row of what the text did to a passage; the last of them says how it is since then. */
const mostInARow = 12;

/**
 * @returns the thread with this anchor. One line of history for each move and each kind of state, not one for each key, and of
 * what goes to and fro, while nobody acts, the first ones and the last: or words typed in and out would fill a thread.
 */
export function withAnchor(thread: Thread, anchor: Anchor, at: Instant): Thread {
  if (thread.anchor && !isNews(thread.anchor, anchor)) return { ...thread, anchor };
  const entry: HistoryEntry = { at, did: didOf(thread.anchor, anchor), detail: detailOf(anchor) };
  const { history } = thread;
  const isRow = history.length >= mostInARow && history.slice(-mostInARow).every(isOfTheText);
  return { ...thread, anchor, history: [...(isRow ? history.slice(0, -1) : history), entry] };
}

/** Whether it happened to the passage, and nobody did it to the thread. */
function isOfTheText({ by }: HistoryEntry): boolean {
  return by === undefined;
}

function isNews(before: Anchor, now: Anchor): boolean {
  if (before.state.is !== now.state.is) return true;
  if (before.state.is !== 'moved' || now.state.is !== 'moved') return false;
  if (before.state.confirm !== now.state.confirm) return true;
  // Where it only follows an edit of its block, the state is the same as before.
  return before.span.bid !== now.span.bid && before.state !== now.state;
}

function didOf(before: Anchor | undefined, { state }: Anchor): HistoryEntry['did'] {
  switch (state.is) {
    case 'anchored':
      return 'found-again';
    case 'edited':
      return before?.state.is === 'orphaned' ? 'found-again' : 'edited-passage';
    case 'moved':
      return 'moved-anchor';
    case 'orphaned':
      return 'orphaned';
  }
}

function detailOf({ quote, state }: Anchor): string {
  const words = state.is === 'edited' || state.is === 'moved' ? state.reads : quote.exact;
  return words.length > mostDetail ? `${cutTo(words, mostDetail)}…` : words;
}
