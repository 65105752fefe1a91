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

/**
 * @returns what parts threads; each is in exactly one part. It remembers the last ones it was given: while somebody writes or
 * scrolls, their places are others many times a second, and their order nearly always the same.
 */
export function keepArranged<Shown extends Thread>() {
  let last: Parted<Shown> | null = null;
  return (threads: readonly Shown[], places: ReadonlyMap<ThreadId, Place>): Arrangement<Shown> => {
    const parted = last?.threads === threads ? last : partedFrom(threads);
    const anchored = inOrder(parted.anchored, places);
    last = { ...parted, anchored };
    let top = 0;
    const placed = anchored.map((thread) => {
      top = places.get(thread.id)?.top ?? top;
      return { thread, top };
    });
    return { wholeDraft: parted.wholeDraft, orphaned: parted.orphaned, placed };
  };
}

interface Parted<Shown> extends Pick<Arrangement<Shown & Thread>, 'wholeDraft' | 'orphaned'> {
  readonly threads: readonly Shown[];
  readonly anchored: readonly Shown[];
}

function partedFrom<Shown extends Thread>(threads: readonly Shown[]): Parted<Shown> {
  return {
    threads,
    wholeDraft: threads.filter(({ anchor }) => anchor === undefined),
    orphaned: threads.filter(isOrphaned),
    anchored: threads.filter((thread) => thread.anchor && !isOrphaned(thread)),
  };
}

/** @returns the same array where it is in order. */
function inOrder<Shown extends Thread>(
  anchored: readonly Shown[],
  places: ReadonlyMap<ThreadId, Place>,
): readonly Shown[] {
  const ordered = anchored.map((thread) => ({ thread, order: orderOf(thread, places) }));
  const isInOrder = ordered.every((one, at) => {
    const before = ordered[at - 1];
    return before === undefined || compare(before, one) < 0;
  });
  return isInOrder ? anchored : ordered.toSorted(compare).map(({ thread }) => thread);
}

function compare(
  one: { readonly thread: Thread; readonly order: number },
  other: { readonly thread: Thread; readonly order: number },
): number {
  return one.order - other.order || one.thread.number - other.thread.number;
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
