/** A decision while it is being made: what is still missing, and the act it becomes. Pure; `decide.tsx` is the form. */
import type { Act } from '@gloss/shared/rules/acts';
import type { Decision } from '@gloss/shared/words/disposition';
import type { Thread } from '@gloss/shared/words/thread';

export interface DecisionDraft {
  readonly as: Decision | null;
  readonly reason: string;
  /** As typed: "12" or "#12". */
  readonly duplicateOf: string;
  /** The lead's own wording for a proposal accepted with modification. */
  readonly wording: string;
}

export interface DecisionFaults {
  readonly as?: true;
  readonly reason?: true;
  readonly duplicateOf?: true;
}

/** @returns an empty decision on a thread; its wording begins as the one put in before, or the one proposed. */
export function beginDecision(thread: Thread, as: Decision | null = null): DecisionDraft {
  const wording = thread.proposal?.applied?.wording ?? thread.proposal?.wording ?? '';
  return { as, reason: '', duplicateOf: '', wording };
}

/** @param numbers the numbers of all threads of the draft. */
export function faultsOf(
  draft: DecisionDraft,
  thread: Thread,
  numbers: ReadonlySet<number>,
): DecisionFaults {
  const other = numberIn(draft.duplicateOf);
  const namesOther = other !== thread.number && numbers.has(other);
  return {
    ...(draft.as === null && { as: true }),
    ...(draft.reason.trim() === '' && { reason: true }),
    ...(draft.as === 'duplicate' && !namesOther && { duplicateOf: true }),
  };
}

/** @returns the act, or null while something is missing. */
export function decideAct(
  draft: DecisionDraft,
  thread: Thread,
): Extract<Act, { act: 'decide' }> | null {
  if (draft.as === null || draft.reason.trim() === '') return null;
  const wording = wordingFor(draft, thread);
  return {
    act: 'decide',
    thread: thread.id,
    as: draft.as,
    reason: draft.reason.trim(),
    ...(draft.as === 'duplicate' && { duplicateOf: numberIn(draft.duplicateOf) }),
    ...(wording !== undefined && { wording }),
  };
}

/** With an acceptance as proposed go the words that stand on the screen: the proposal may be written anew at this moment. */
function wordingFor({ as, wording }: DecisionDraft, { proposal }: Thread): string | undefined {
  if (as === 'accepted') return proposal?.wording;
  return as === 'accepted-with-modification' && proposal ? wording : undefined;
}

function numberIn(typed: string): number {
  return Number.parseInt(typed.replace(/^\s*#/, ''), 10);
}
