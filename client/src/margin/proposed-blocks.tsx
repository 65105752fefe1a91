/** A proposal of whole blocks on its open card: what would come and go, and how that stands to the text of now. */
import { readingOf, readsAlike } from '@gloss/shared/rules/acts/accepted';
import type { ProposedBlocks as Blocks } from '@gloss/shared/words/blocks';
import type { Proposal, Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { BlocksPreview } from './blocks-preview.tsx';
import { blocksSentence, wantedSentence } from './blocks-sentence.ts';
import { ChangedBlocks } from './changed-blocks.tsx';
import { useMarginWorld } from './margin-world.ts';
import { readsNow } from './rebase-draft.ts';
import { standingOf, stillStands } from './standing.ts';
import { Wording } from './wording.tsx';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal.blocks;

export interface ProposedBlocksProps {
  readonly thread: Thread;
  readonly proposal: Proposal;
  readonly blocks: Blocks;
}

export function ProposedBlocks({ thread, proposal, blocks }: ProposedBlocksProps) {
  const { takes } = useMarginWorld();
  const standing = standingOf(thread, { takes });
  return (
    <div className={styles.proposal}>
      <p>{proposal.applied ? wantedSentence(blocks, blocks.was) : blocksSentence(blocks)}</p>
      {blocks.op === 'insert' && thread.anchor && !proposal.applied && (
        <q dir="auto">{thread.anchor.quote.exact}</q>
      )}
      {standing === 'conflict' && <p className={styles.conflict}>{reasonOf(thread, proposal)}</p>}
      <ScrollBox label={phrases.margin.proposal.label}>
        <ChangedBlocks was={blocks.was} content={blocks.content} />
      </ScrollBox>
      {standing === 'conflict' && <ReadsNow thread={thread} replaces={proposal.replaces} />}
      {standing === 'stands' && <p className={styles.note}>{phrases.margin.proposal.stands}</p>}
      {proposal.before && (
        <p className={styles.note}>{phrases.margin.proposal.rebasedFrom(proposal.before.length)}</p>
      )}
      <Credit thread={thread} proposal={proposal} />
    </div>
  );
}

/** What has become of the words for which it was proposed; where only their looks have changed, there is nothing to show. */
function ReadsNow({ thread, replaces }: { readonly thread: Thread; readonly replaces: string }) {
  const reads = readsNow(thread);
  if (reads === null || replaces === '' || readsAlike(reads, replaces)) return null;
  return (
    <>
      <h4 className={styles.label}>{phrases.margin.proposal.asItReads}</h4>
      <ScrollBox label={phrases.margin.proposal.asItReads}>
        <Wording before={replaces} after={reads} />
      </ScrollBox>
    </>
  );
}

function reasonOf({ anchor }: Thread, { replaces }: Proposal): string {
  if (anchor?.state.is === 'orphaned') return words.conflictGone;
  const isSame = anchor !== undefined && readsAlike(readingOf(anchor), replaces);
  return isSame ? words.conflictLooks : words.conflict;
}

/** Who proposed what stands in the text, and who put it there. */
function Credit({ thread, proposal }: Omit<ProposedBlocksProps, 'blocks'>) {
  const { takes } = useMarginWorld();
  const { applied, blocks } = proposal;
  if (applied === undefined) return null;
  const { content } = applied;
  const asProposed = blocks?.op === 'delete' ? words.appliedDeletion : words.applied;
  const place = content ? words.appliedOther : asProposed;
  const stands = stillStands(thread, takes);
  return (
    <>
      <p className={styles.note}>
        {stands ? place : words.appliedOnce}
        {applied.by && applied.acceptedBy && (
          <> {words.credit(applied.by.name, applied.acceptedBy.name)}</>
        )}
      </p>
      {content && (
        <ScrollBox label={words.own}>
          <BlocksPreview content={content} look="new" />
        </ScrollBox>
      )}
    </>
  );
}
