/**
 * One thread as a card: closed, what one needs to choose it; open, all of it with what may be done. The article keeps
 * its heading in both states, so that the focus stays where it is.
 */
import { equalityDeep } from 'lib0/function';
import { memo } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { phrases } from '../phrases/phrases.ts';
import { classes } from '../ui/classes.ts';
import { Pill } from '../ui/pill.tsx';
import { Byline } from './byline.tsx';
import { ClosedBody } from './closed-body.tsx';
import { useMarginWorld } from './margin-world.ts';
import { OpenBody } from './open-body.tsx';

import styles from './thread-card.module.css';

const words = phrases.margin;

export interface ThreadCardProps {
  readonly thread: ShownThread;
  readonly isOpen: boolean;
  /** In a sheet the frame is the sheet's. */
  readonly isFramed?: boolean;
}

/** Threads come anew from the docket with every change of any of them: equal ones need no new card. */
export const ThreadCard = memo(
  ThreadArticle,
  (one, other) =>
    one.isOpen === other.isOpen &&
    one.isFramed === other.isFramed &&
    (one.thread === other.thread || equalityDeep(one.thread, other.thread)),
);

function ThreadArticle({ thread, isOpen, isFramed = true }: ThreadCardProps) {
  const { onActivate } = useMarginWorld();
  const { opening, number, pending } = thread;
  const headingId = `heading-${thread.id}`;
  return (
    <article
      id={`thread-${thread.id}`}
      aria-labelledby={headingId}
      className={classes(
        styles.card,
        isFramed && styles.framed,
        isOpen && styles.open,
        pending && styles.pending,
      )}
    >
      <Byline
        by={opening.by}
        at={opening.at}
        name={
          <h3 className={styles.heading} id={headingId}>
            <button
              type="button"
              data-thread-heading={thread.id}
              aria-expanded={isOpen}
              aria-label={words.threadHeading(number, opening.by.name)}
              className={styles.opener}
              onClick={() => onActivate(isOpen ? null : thread.id)}
            >
              {opening.by.name}
            </button>
          </h3>
        }
        // The sheet has the number in its own head.
        lead={isFramed && <span>{words.number(number)}</span>}
        tail={
          <>
            {thread.type !== 'general' && <span>{words.types[thread.type]}</span>}
            {thread.proposal && <span>{words.proposalType}</span>}
            {opening.before.length > 0 && opening.withdrawnAt === undefined && (
              <span>{words.reworded}</span>
            )}
          </>
        }
        aside={thread.labels.length === 1 && <Labels labels={thread.labels} />}
      />
      {thread.labels.length > 1 && <Labels labels={thread.labels} />}
      {isOpen ? <OpenBody thread={thread} /> : <ClosedBody thread={thread} />}
      {pending && <p className={styles.waiting}>{words.waiting}</p>}
    </article>
  );
}

function Labels({ labels }: { readonly labels: readonly string[] }) {
  return (
    <span className={styles.labels}>
      {labels.map((label, at) => (
        <Pill key={label} tone={at % 2 === 0 ? 'info' : 'warn'} title={label}>
          {label}
        </Pill>
      ))}
    </span>
  );
}
