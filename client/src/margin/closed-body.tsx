/** A card while it is closed: quote, the first words, and what happened since in one line. */
import type { Thread } from '@gloss/shared/words/thread';
import { statusOf } from '@gloss/shared/words/thread';
import { MessageSquare } from 'lucide-react';

import { phrases } from '../phrases/phrases.ts';
import { Pill } from '../ui/pill.tsx';
import { wantedSentence } from './blocks-sentence.ts';
import { DispositionPill } from './decision.tsx';
import { MessageText } from './message.tsx';
import { Passage, showsPassage } from './passage.tsx';
import { Wording } from './wording.tsx';

import styles from './closed-body.module.css';

const words = phrases.margin;

export function ClosedBody({ thread }: { readonly thread: Thread }) {
  const { opening, proposal, disposition } = thread;
  const footer = footerOf(thread);
  return (
    <>
      {showsPassage(thread) && <Passage thread={thread} anchor={thread.anchor} isOpen={false} />}
      {proposal && (
        <div className={styles.wording}>
          {proposal.blocks && <p>{wantedSentence(proposal.blocks, proposal.blocks.was)}</p>}
          <Wording before={proposal.replaces} after={proposal.wording} />
        </div>
      )}
      <div className={styles.words}>
        <MessageText message={opening} />
      </div>
      {(footer !== '' || disposition) && (
        <div className={styles.footer}>
          {disposition && <DispositionPill disposition={disposition} />}
          {statusOf(thread) === 'contested' && <Pill tone="stop">{words.contested}</Pill>}
          {footer !== '' && (
            <span className={styles.since}>
              <MessageSquare aria-hidden /> {footer}
            </span>
          )}
        </div>
      )}
    </>
  );
}

/** "3 replies · assigned to Safety". */
function footerOf({ replies, assignee }: Thread): string {
  const parts = [
    ...(replies.length > 0 ? [words.replies(replies.length)] : []),
    ...(assignee ? [words.assignedTo(assignee.name)] : []),
  ];
  return parts.join(' · ');
}
