/** A notice between the header and the text: something happened to one's words, and here is what to do. */
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import styles from './notice.module.css';

export interface NoticeProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

export function Notice({ title, children, actions }: NoticeProps) {
  return (
    <section role="alert" className={styles.notice}>
      <TriangleAlert aria-hidden />
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        {children}
        <div className={styles.actions}>{actions}</div>
      </div>
    </section>
  );
}
