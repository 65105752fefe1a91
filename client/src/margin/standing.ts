/** How a proposal stands to the text of now: the rules of `rules/acts`, as the screens ask for them. */
import { readingOf, readsAlike, reworded, takenOut } from '@gloss/shared/rules/acts/accepted';
import { may } from '@gloss/shared/rules/may';
import type { Role } from '@gloss/shared/words/role';
import type { Thread } from '@gloss/shared/words/thread';
import { awaitsDecision, isOrphaned } from '@gloss/shared/words/thread';

import type { Takes } from './blocks-standing.ts';
import { blocksStanding, blocksStillStand } from './blocks-standing.ts';

/** What a proposal is held against: words of a lead's own, and, of whole blocks, the text of now. */
export interface Against {
  readonly wording?: string;
  readonly takes?: Takes;
}

/** What accepting would do. applies: put the words in. stands: nothing, the text reads so already. conflict: it is refused. */
export type Standing = 'applies' | 'stands' | 'conflict';

/**
 * @param against.wording the words to be put in; those proposed, unless a lead has others.
 * @returns null where there is nothing to accept: no proposal, or one that is decided or stands in the text as accepted.
 */
export function standingOf(
  thread: Thread,
  { wording = thread.proposal?.wording ?? '', takes }: Against = {},
): Standing | null {
  const { proposal, anchor } = thread;
  if (proposal === undefined || proposal.applied || !awaitsDecision(thread)) return null;
  if (proposal.blocks) return blocksStanding(thread, proposal, takes);
  if (reworded(thread, proposal.replaces, wording) === null) return 'conflict';
  const reads = anchor ? readingOf(anchor) : null;
  const isDeleted = wording === '' && isOrphaned(thread);
  const isWritten = readsAlike(reads, wording) && !readsAlike(reads, proposal.replaces);
  return isDeleted || isWritten ? 'stands' : 'applies';
}

/** @returns whether the passage no longer reads as it did when this was proposed, nor as proposed. */
export function isConflict(thread: Thread, takes: Takes): boolean {
  return standingOf(thread, { takes }) === 'conflict';
}

/** @returns whether the text still reads as accepted, so that it can be put back. */
export function stillStands(thread: Thread, takes: Takes): boolean {
  const applied = thread.proposal?.applied;
  if (thread.proposal?.blocks) return blocksStillStand(thread.proposal, takes);
  return applied !== undefined && takenOut(thread, applied) !== null;
}

/** @returns whether this person may take an acceptance back; where the text reads otherwise by now, the rule refuses it. */
export function mayTakeBack({ proposal }: Thread, role: Role): boolean {
  return proposal?.applied !== undefined && may(role, 'reopen');
}
