/** Which threads the margin shows, and how many there are of each kind. */
import type { AccountId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { awaitsConfirmation, awaitsDecision, isOrphaned } from '@gloss/shared/words/thread';

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

/** @returns how many threads each filter would show. */
export function countsOf(threads: readonly Thread[], me: AccountId): Record<ThreadFilter, number> {
  const count = (filter: ThreadFilter) =>
    threads.filter((thread) => passes(thread, filter, me)).length;
  return {
    open: count('open'),
    decided: count('decided'),
    mine: count('mine'),
    'to-confirm': count('to-confirm'),
    orphaned: count('orphaned'),
    all: threads.length,
  };
}
