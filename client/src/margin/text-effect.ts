/** What a decision on a proposal would do to the text of now, so that a lead knows before deciding. Pure. */
import type { WithBlocks } from '@gloss/shared/rules/acts/accepted-blocks';
import { acceptingEdit } from '@gloss/shared/rules/acts/accepted-blocks';
import { readAlike } from '@gloss/shared/text/block-content';
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
  const { applied, blocks } = proposal;
  if (blocks && draft.as === 'accepted-with-modification')
    return ownBlocksEffect(draft, { ...proposal, blocks }, takes);
  const wording = wordingAccepted(draft, thread);
  if (wording === null) return applied ? (stillStands(thread, takes) ? 'takes-out' : 'left') : null;
  if (applied?.wording === wording && !applied.content) return 'stands';
  const standing = applied
    ? stillStands(thread, takes)
      ? 'applies'
      : 'conflict'
    : standingOf(thread, { wording, takes });
  const deletes = blocks ? blocks.op === 'delete' : wording === '';
  if (standing === 'applies') return deletes ? 'deletes' : 'words';
  return standing;
}

/** null also while what is written cannot be put in whatever the text reads; the form says why. */
function ownBlocksEffect(
  { content }: DecisionDraft,
  proposal: WithBlocks,
  takes: Takes,
): TextEffect | null {
  const { applied, blocks } = proposal;
  if (!content) return null;
  if (applied && readAlike(applied.content ?? blocks.content, content)) return 'stands';
  const edit = acceptingEdit(proposal, content);
  if (edit === null) return 'conflict';
  if (takes(edit)) return 'words';
  return takes({ ...edit, to: edit.from }) ? null : 'conflict';
}

/** @returns the words that this decision puts in; null where it accepts none. */
export function wordingAccepted({ as, wording }: DecisionDraft, thread: Thread): string | null {
  if (as === 'accepted') return thread.proposal?.wording ?? null;
  return as === 'accepted-with-modification' && thread.proposal ? wording : null;
}
