/** The proposal of a thread on its open card: the words against those they replace, and how they stand to the text of now. */
import type { Proposal, Thread } from '@gloss/shared/words/thread';

import { phrases } from '../phrases/phrases.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Conflict } from './conflict.tsx';
import { useMarginWorld } from './margin-world.ts';
import { ProposedBlocks } from './proposed-blocks.tsx';
import { standingOf, stillStands } from './standing.ts';
import { Wording } from './wording.tsx';

import styles from './proposed-wording.module.css';

const words = phrases.margin.proposal;

export function ProposedWording({ thread }: { readonly thread: Thread }) {
  const { proposal } = thread;
  const { takes } = useMarginWorld();
  if (proposal === undefined) return null;
  if (proposal.blocks)
    return <ProposedBlocks thread={thread} proposal={proposal} blocks={proposal.blocks} />;
  const standing = standingOf(thread, { takes });
  return (
    <div className={styles.proposal}>
      {proposal.wording === '' && <p className={styles.note}>{words.deletes}</p>}
      {standing === 'conflict' ? (
        <Conflict thread={thread} proposal={proposal} />
      ) : (
        <ScrollBox label={words.label}>
          <Wording before={proposal.replaces} after={proposal.wording} />
        </ScrollBox>
      )}
      {standing === 'stands' && <p className={styles.note}>{words.stands}</p>}
      {proposal.before && (
        <p className={styles.note}>{words.rebasedFrom(proposal.before.length)}</p>
      )}
      <Credit thread={thread} proposal={proposal} />
    </div>
  );
}

/** Whose words stand in the text, and who put them there. */
function Credit({ thread, proposal }: { readonly thread: Thread; readonly proposal: Proposal }) {
  const { applied, wording } = proposal;
  const { takes } = useMarginWorld();
  if (applied === undefined) return null;
  return (
    <p className={styles.note}>
      {stillStands(thread, takes) ? placeOf(applied.wording, wording) : words.appliedOnce}
      {applied.by && applied.acceptedBy && (
        <> {words.credit(applied.by.name, applied.acceptedBy.name)}</>
      )}
    </p>
  );
}

function placeOf(applied: string, proposed: string): string {
  if (applied === '') return words.appliedDeletion;
  return applied === proposed ? words.applied : words.appliedOther(applied);
}
