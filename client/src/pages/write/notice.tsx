/** A notice between the header and the text: something happened to one's words, and here is what to do. */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import styles from './notice.module.css';

export interface NoticeProps {
  readonly title: string;
  /** Said aloud with the title; the rest waits until one gets there. */
  readonly says: readonly string[];
  readonly children?: ReactNode;
  readonly actions: ReactNode;
}

export function Notice({ title, says, children, actions }: NoticeProps) {
  return (
    <section aria-label={title} className={styles.notice}>
      <TriangleAlert aria-hidden />
      <div className={styles.words}>
        <div role="alert" className={styles.words}>
          <h2 className={styles.title}>{title}</h2>
          {says.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {children}
        {actions !== false && <div className={styles.actions}>{actions}</div>}
      </div>
    </section>
  );
}
