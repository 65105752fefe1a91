/** Whether a proposal can still be put in as it is: the rule of `acts/decide`, as the screens ask for it. */
import type { Thread } from '@gloss/shared/words/thread';

/** @returns whether the passage no longer reads as it did when this was proposed, while nobody has decided it. */
export function isConflict({ proposal, anchor, disposition }: Thread): boolean {
  if (proposal === undefined || proposal.applied || disposition) return false;
  const state = anchor?.state;
  const stands = state?.is === 'anchored' || (state?.is === 'moved' && !state.confirm);
  return !stands || anchor?.quote.exact !== proposal.replaces;
}
