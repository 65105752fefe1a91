/** What a decision on a proposal would do to the text of now, so that a lead knows before deciding. Pure. */
import type { Thread } from '@gloss/shared/words/thread';

import type { Takes } from './blocks-standing.ts';
import type { DecisionDraft } from './decision-draft.ts';
import { standingOf, stillStands } from './standing.ts';

/**
 * words: they replace the passage. deletes: the passage goes. stands: nothing, it reads so already. conflict: the decision is
 * refused. takes-out: accepted words go out again. left: they would, but the passage was changed since. null: no effect.
 */
export type TextEffect = 'words' | 'deletes' | 'stands' | 'conflict' | 'takes-out' | 'left';

/** @returns the effect of deciding so. */
export function textEffectOf(
  draft: DecisionDraft,
  thread: Thread,
  takes: Takes,
): TextEffect | null {
  const { proposal } = thread;
  if (proposal === undefined || draft.as === null) return null;
  const wording = wordingAccepted(draft, thread);
  const { applied } = proposal;
  if (wording === null) return applied ? (stillStands(thread, takes) ? 'takes-out' : 'left') : null;
  if (applied?.wording === wording) return 'stands';
  const standing = applied
    ? stillStands(thread, takes)
      ? 'applies'
      : 'conflict'
    : standingOf(thread, { wording, takes });
  const { blocks } = proposal;
  const deletes = blocks ? blocks.op === 'delete' : wording === '';
  if (standing === 'applies') return deletes ? 'deletes' : 'words';
  return standing;
}

/** @returns the words that this decision puts in; null where it accepts none. */
export function wordingAccepted({ as, wording }: DecisionDraft, thread: Thread): string | null {
  if (as === 'accepted') return thread.proposal?.wording ?? null;
  return as === 'accepted-with-modification' && thread.proposal ? wording : null;
}
