/** Which threads the margin shows, and how many there are of each kind. */
import type { AccountId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { awaitsConfirmation, awaitsDecision, isOrphaned } from '@gloss/shared/words/thread';

import { changedThreads } from '../desk/changed-threads.ts';

export const threadFilters = ['open', 'decided', 'mine', 'to-confirm', 'orphaned', 'all'] as const;
export type ThreadFilter = (typeof threadFilters)[number];

/**
 * open: a lead still has to act (contested ones too). mine: opened by me or assigned to me, decided or not. to-confirm:
 * the words were found elsewhere, and nobody has said yet whether it is they.
 */
export function passes(thread: Thread, filter: ThreadFilter, me: AccountId): boolean {
  switch (filter) {
    case 'open':
      return awaitsDecision(thread);
    case 'decided':
      return !awaitsDecision(thread);
    case 'mine':
      return thread.opening.by.account === me || thread.assignee?.account === me;
    case 'to-confirm':
      return awaitsConfirmation(thread);
    case 'orphaned':
      return isOrphaned(thread);
    case 'all':
      return true;
  }
}

export type ThreadCounts = Readonly<Record<ThreadFilter, number>>;

/**
 * @returns what counts how many threads each filter would show, of lists in order of their numbers. It looks at those
 * that are others than in the list before; `counted` is told of each look.
 */
export function keepCounts(
  me: AccountId,
  counted: () => void = () => undefined,
): (threads: readonly Thread[]) => ThreadCounts {
  let before: readonly Thread[] = [];
  let counts: ThreadCounts = { open: 0, decided: 0, mine: 0, 'to-confirm': 0, orphaned: 0, all: 0 };
  return (threads) => {
    const next = { ...counts };
    const count = (thread: Thread, by: 1 | -1) => {
      counted();
      for (const filter of threadFilters) if (passes(thread, filter, me)) next[filter] += by;
    };
    const { left, came } = changedThreads(before, threads);
    for (const thread of left) count(thread, -1);
    for (const thread of came) count(thread, 1);
    before = threads;
    const isSame = threadFilters.every((filter) => next[filter] === counts[filter]);
    return (counts = isSame ? counts : next);
  };
}
