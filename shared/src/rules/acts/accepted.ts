/** What stands in the text where a proposal was accepted, and the edits that put its words there and take them out again. */
import { unbroken } from '../../text/reading.ts';
import type { Anchor } from '../../words/anchor.ts';
import type { Applied, Gap, Thread } from '../../words/thread.ts';
import { isOrphaned } from '../../words/thread.ts';
import type { PassageEdit } from '../scene.ts';

/** What is to be done to the text: an edit, or nothing where it reads so already. */
export interface Rewording {
  readonly edit?: PassageEdit;
}

/** @returns what a passage reads, by its anchor; null where it is gone, or nobody has confirmed that this is it. */
export function readingOf({ state, quote }: Anchor): string | null {
  switch (state.is) {
    case 'anchored':
      return quote.exact;
    case 'edited':
      return state.reads;
    case 'moved':
      return state.confirm ? null : state.reads;
    case 'orphaned':
      return null;
  }
}

/** @returns whether two readings have the same words: a new paragraph or line between them changes none. */
export function readsAlike(one: string | null, other: string): boolean {
  return one !== null && unbroken(one) === unbroken(other);
}

/**
 * @param gap where the words are to stand, if now there are none.
 * @returns how the passage comes to read `to`; null where it reads neither that nor `from`.
 */
export function reworded(thread: Thread, from: string, to: string, gap?: Gap): Rewording | null {
  const { anchor } = thread;
  if (!anchor) return null;
  const reads = readingOf(anchor);
  const edit = { anchor, replaces: from, wording: to };
  if (from === '') {
    if (readsAlike(reads, to)) return {};
    return gap ? { edit: { ...edit, gap } } : null;
  }
  if (to === '' && isOrphaned(thread)) return {};
  // Also where it reads `to`, up to its line breaks: the server sees those, and leaves alone what reads right.
  return readsAlike(reads, from) || readsAlike(reads, to) ? { edit } : null;
}

/** @returns how the text comes to read as before the proposal; null where it does not read as accepted any more. */
export function takenOut(thread: Thread, { wording, place, former }: Applied): Rewording | null {
  if (!thread.proposal) return null;
  const out = reworded(thread, wording, thread.proposal.replaces, place);
  return out?.edit ? { edit: { ...out.edit, looks: former } } : out;
}

/** @returns the thread about the words it has now, where people have written them themselves. */
export function nowReading(thread: Thread, wording: string): Thread {
  const { anchor } = thread;
  const exact = anchor && readingOf(anchor);
  if (!anchor || typeof exact !== 'string' || !readsAlike(exact, wording)) return thread;
  return {
    ...thread,
    anchor: { ...anchor, quote: { ...anchor.quote, exact }, state: { is: 'anchored' } },
  };
}
