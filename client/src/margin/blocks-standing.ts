/** How a proposal of whole blocks stands to the text of now; standing.ts asks. Pure, but for the text it is handed. */
import { readingOf, readsAlike } from '@gloss/shared/rules/acts/accepted';
import { editBack, editFor } from '@gloss/shared/rules/acts/accepted-blocks';
import { standsOnWords } from '@gloss/shared/text/block-content';
import type { BlocksEdit } from '@gloss/shared/text/blocks-at-hand';
import type { Proposal, Thread } from '@gloss/shared/words/thread';
import { isOrphaned } from '@gloss/shared/words/thread';

/** Whether the text of now takes an edit of whole blocks. */
export type Takes = (edit: BlocksEdit) => boolean;

/** What accepting would do. applies: put them in. stands: nothing, the text reads so already. conflict: it is refused. */
type Standing = 'applies' | 'stands' | 'conflict';

/**
 * @param takes without it, what the keeper says of the passage has to do: it knows of words, and not of how they look.
 */
export function blocksStanding(
  thread: Thread,
  { blocks, replaces, wording }: Proposal,
  takes?: Takes,
): Standing {
  if (blocks && takes?.(editFor(blocks)) === true) return 'applies';
  const reads = thread.anchor ? readingOf(thread.anchor) : null;
  const isOnWords = blocks !== undefined && standsOnWords(blocks);
  const isWritten =
    blocks?.op === 'delete'
      ? isOrphaned(thread)
      : readsAlike(reads, wording) && !readsAlike(reads, replaces);
  if (isOnWords && isWritten) return 'stands';
  if (takes) return 'conflict';
  const isThere = isOnWords ? readsAlike(reads, replaces) : !isOrphaned(thread);
  return isThere ? 'applies' : 'conflict';
}

/** @returns whether accepted blocks still read so, and can be taken out again. */
export function blocksStillStand({ blocks, applied }: Proposal, takes: Takes): boolean {
  const edit = blocks && applied ? editBack(blocks, applied) : null;
  return edit !== null && takes(edit);
}
