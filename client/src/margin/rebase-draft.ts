/** A proposal written anew against what its passage reads now: what the lead begins with, and the act. Pure. */
import type { Act } from '@gloss/shared/rules/acts';
import { readingOf } from '@gloss/shared/rules/acts/accepted';
import { readAlike } from '@gloss/shared/text/block-content';
import { mergeWords } from '@gloss/shared/text/merge-words';
import type { BlockContent } from '@gloss/shared/words/blocks';
import type { Thread } from '@gloss/shared/words/thread';

/** @returns what the passage reads; null where it is gone, or nobody has confirmed that this is it. */
export function readsNow({ anchor }: Thread): string | null {
  return anchor ? readingOf(anchor) : null;
}

/** What is being written, and what the passage read when the lead last looked: an act about other words is refused. */
export interface RebaseDraft {
  readonly wording: string;
  readonly reads: string;
}

/** What the wording begins as. `isMerged`: it has both changes in it; otherwise it is the passage as it reads. */
export interface Beginning extends RebaseDraft {
  readonly isMerged: boolean;
}

/** @returns null where there is no passage to write for. */
export function beginRebase(thread: Thread): Beginning | null {
  const { proposal } = thread;
  const reads = readsNow(thread);
  if (reads === null || proposal === undefined) return null;
  const merged = mergeWords(proposal.replaces, reads, proposal.wording);
  return { wording: merged ?? reads, reads, isMerged: merged !== null };
}

/** @returns the act, or null where the wording is what the passage reads already. */
export function rebaseAct({ id, anchor }: Thread, { wording, reads }: RebaseDraft): Act | null {
  if (anchor === undefined || wording === reads) return null;
  const { span, quote } = anchor;
  return {
    act: 'rebase',
    thread: id,
    selected: { ...span, quote: { ...quote, exact: reads } },
    wording,
  };
}

/**
 * @param own what the lead has made of it.
 * @returns the act that lets a proposal of whole blocks be for what these read now; null where nobody knows where they are.
 */
export function renewAct(thread: Thread, own: readonly BlockContent[]): Act | null {
  const reads = readsNow(thread);
  const { anchor, proposal } = thread;
  if (reads === null || !anchor || !proposal) return null;
  const selected = { ...anchor.span, quote: { ...anchor.quote, exact: reads } };
  const isSame = readAlike(own, proposal.blocks?.content ?? []);
  return {
    act: 'rebase',
    thread: thread.id,
    selected,
    wording: proposal.wording,
    ...(!isSame && { content: [...own] }),
  };
}
