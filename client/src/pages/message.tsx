/** A page that only has something to say: a title, a sentence or two, and what to do now. */
import type { ReactNode } from 'react';

import { PageFrame } from './page-frame.tsx';

import styles from './message.module.css';

export interface MessageProps {
  readonly title: string;
  readonly say: string;
  /** Read aloud at once: it came without the person's doing. */
  readonly isAlert?: boolean;
  /** Something is under way; what comes of it is read aloud when there is time. */
  readonly isStatus?: boolean;
  readonly children?: ReactNode;
}

export function Message({ title, say, isAlert, isStatus, children }: MessageProps) {
  return (
    <PageFrame>
      <section
        className={styles.message}
        role={isAlert ? 'alert' : isStatus ? 'status' : undefined}
      >
        <h1>{title}</h1>
        <p>{say}</p>
        {children !== undefined && <div className={styles.actions}>{children}</div>}
      </section>
    </PageFrame>
  );
}
