/** From threads to what the text marks: every thread whose words are still there, each with the look of its state. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { isOrphaned, statusOf } from '@gloss/shared/words/thread';
import type { Thread } from '@gloss/shared/words/thread';

import type { Passage } from '../../editor/passage.ts';
import { standingOf } from '../../margin/standing.ts';

/** @returns the passages in the order of the threads; a thread about the whole draft, or an orphan, has none. */
export function passagesOf(threads: readonly Thread[]): Passage[] {
  return threads.flatMap((thread) => {
    if (thread.anchor === undefined || isOrphaned(thread)) return [];
    const { id, number, anchor, proposal } = thread;
    const look = lookOf(thread);
    const proposed = look === 'proposal' ? proposal : undefined;
    return [{ thread: id, number, span: anchor.span, look, ...(proposed && { proposed }) }];
  });
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
