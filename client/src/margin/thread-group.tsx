/** Threads that stand beside no words: about the whole draft, or orphaned. Always in sight at the top, opened at will. */
import type { ThreadId } from '@gloss/shared/words/ids';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';

import type { ShownThread } from '../desk/desk.ts';
import { classes } from '../ui/classes.ts';
import { ThreadList } from './thread-list.tsx';

import styles from './thread-group.module.css';

export interface ThreadGroupProps {
  readonly title: string;
  readonly threads: readonly ShownThread[];
  readonly active: ThreadId | null;
  /** warn: somebody should look at it. */
  readonly tone: 'usual' | 'warn';
  /** Open whatever was chosen here, as when these are what one filtered for. */
  readonly isForced?: boolean;
  /** Beside the title. */
  readonly aside?: ReactNode;
}

export function ThreadGroup(props: ThreadGroupProps) {
  const { title, threads, active, tone, isForced = false, aside } = props;
  const [isChosen, setChosen] = useState(false);
  const holdsActive = threads.some(({ id }) => id === active);
  const isOpen = isChosen || isForced || holdsActive;
  if (threads.length === 0) return null;
  return (
    <section className={classes(styles.group, tone === 'warn' && styles.warn)}>
      <div className={styles.head}>
        <h3 className={styles.heading}>
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            onClick={() => setChosen(!isChosen)}
          >
            <ChevronRight aria-hidden className={styles.mark} />
            {title}
          </button>
        </h3>
        {aside}
      </div>
      {isOpen && <ThreadList threads={threads} active={active} className={styles.list} />}
    </section>
  );
}
