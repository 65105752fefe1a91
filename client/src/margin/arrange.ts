/** In which order threads are read, and which of them stand beside words. Pure. */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { isOrphaned } from '@gloss/shared/words/thread';

/** Where the words of a thread begin: px from the top of the page, and their rank in the text. */
export interface Place {
  readonly top: number;
  readonly order: number;
}

export interface Arrangement<Shown extends Thread> {
  readonly wholeDraft: readonly Shown[];
  readonly orphaned: readonly Shown[];
  /** In the order of the text; those whose place is not known yet come last. */
  readonly placed: readonly { readonly thread: Shown; readonly top: number }[];
}

/** Parts the threads; each is in exactly one part. */
export function arrange<Shown extends Thread>(
  threads: readonly Shown[],
  places: ReadonlyMap<ThreadId, Place>,
): Arrangement<Shown> {
  const wholeDraft = threads.filter(({ anchor }) => anchor === undefined);
  const orphaned = threads.filter(isOrphaned);
  const anchored = threads.filter((thread) => thread.anchor && !isOrphaned(thread));
  const inOrder = anchored
    .map((thread) => ({ thread, order: orderOf(thread, places) }))
    .toSorted((one, other) => one.order - other.order || one.thread.number - other.thread.number);
  let last = 0;
  const placed = inOrder.map(({ thread }) => {
    last = places.get(thread.id)?.top ?? last;
    return { thread, top: last };
  });
  return { wholeDraft, orphaned, placed };
}

/** @returns the order in which next and previous walk. */
export function readingOrder<Shown extends Thread>(arrangement: Arrangement<Shown>): Shown[] {
  const { wholeDraft, orphaned, placed } = arrangement;
  return [...wholeDraft, ...orphaned, ...placed.map(({ thread }) => thread)];
}

/** @returns the thread `steps` after `from` in reading order; from nowhere, the first or the last; at an end, the end. */
export function stepFrom<Shown extends Thread>(
  order: readonly Shown[],
  from: ThreadId | null,
  steps: 1 | -1,
): Shown | undefined {
  const at = order.findIndex(({ id }) => id === from);
  if (at === -1) return steps === 1 ? order[0] : order.at(-1);
  return order[Math.min(order.length - 1, Math.max(0, at + steps))];
}

function orderOf(thread: Thread, places: ReadonlyMap<ThreadId, Place>): number {
  return places.get(thread.id)?.order ?? Number.MAX_SAFE_INTEGER;
}
