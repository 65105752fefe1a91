/** From threads to what the text marks: every thread whose words are still there, each with the look of its state. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { isOrphaned, statusOf } from '@gloss/shared/words/thread';
import type { Thread } from '@gloss/shared/words/thread';
import { equalityDeep } from 'lib0/function';

import type { Passage } from '../../editor/passage.ts';
import { standingOf } from '../../margin/standing.ts';

/**
 * @returns what makes passages of threads, in their order; a thread about the whole draft, or an orphan, has none. It gives
 * the same list while no passage has changed, and the same passage while nothing that is drawn of it has: the keeper
 * writes a thread with each key in its words, and most of that the text does not show.
 */
export function keepPassages(): (threads: readonly Thread[]) => readonly Passage[] {
  let list: readonly Passage[] = [];
  let made = new Map<ThreadId, { readonly thread: Thread; readonly passage: Passage | null }>();
  return (threads) => {
    const before = made;
    made = new Map();
    for (const thread of threads) {
      const earlier = before.get(thread.id);
      if (earlier?.thread === thread) made.set(thread.id, earlier);
      else {
        const passage = passageOf(thread);
        const isSame = earlier !== undefined && equalityDeep(earlier.passage, passage);
        made.set(thread.id, { thread, passage: isSame ? earlier.passage : passage });
      }
    }
    const now = [...made.values()].map(({ passage }) => passage).filter((each) => each !== null);
    const isSame = now.length === list.length && now.every((each, at) => each === list[at]);
    return (list = isSame ? list : now);
  };
}

function passageOf(thread: Thread): Passage | null {
  if (thread.anchor === undefined || isOrphaned(thread)) return null;
  const { id, number, anchor, proposal } = thread;
  const look = lookOf(thread);
  const proposed = look === 'proposal' ? proposal : undefined;
  return { thread: id, number, span: anchor.span, look, ...(proposed && { proposed }) };
}

function lookOf(thread: Thread): Passage['look'] {
  const status = statusOf(thread);
  if (status === 'contested') return 'contested';
  if (status !== 'open') return 'decided';
  const standing = standingOf(thread);
  if (standing === 'conflict') return 'conflict';
  return standing === 'applies' ? 'proposal' : 'open';
}

/** @returns the thread of that number, among those shown. */
export function threadNumbered(threads: readonly Thread[], number: number): ThreadId | null {
  return threads.find((thread) => thread.number === number)?.id ?? null;
}
