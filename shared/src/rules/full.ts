/** How much may be said. Whoever opens the draft reads all of it, so nobody may make it grow without end. */
import type { Thread } from '../words/thread.ts';

/** All that was ever said in a thread, as JSON: a book of 150,000 words. */
export const threadLength = 1_000_000;

/**
 * Act → how long a thread may be once it is done. What sorts threads, moves them and renews their proposals has room left
 * where others have filled one with words. What is not named here always goes: whoever decides, answers a decision or
 * withdraws finds every thread open to that.
 */
const most: Readonly<Record<string, number>> = {
  reply: threadLength,
  reword: threadLength,
  label: 2 * threadLength,
  assign: 2 * threadLength,
  'set-type': 2 * threadLength,
  reattach: 2 * threadLength,
  detach: 2 * threadLength,
  rebase: 2 * threadLength,
};

/** @returns whether an act says more, or sorts: what waits where a draft has no room for more. */
export function takesRoom(act: string): boolean {
  return act === 'annotate' || act === 'propose' || Object.hasOwn(most, act);
}

/** @returns whether the thread an act would leave behind is larger than that act may make it. */
export function isTooFull(act: string, thread: Thread): boolean {
  const length = most[act];
  return length !== undefined && JSON.stringify(thread).length > length;
}
