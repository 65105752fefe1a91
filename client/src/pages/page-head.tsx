/** The title of a page, and at its end what can be done on the whole of it. */
import type { ReactNode } from 'react';

import styles from './page-head.module.css';

export interface PageHeadProps {
  readonly title: string;
  readonly children?: ReactNode;
}

export function PageHead({ title, children }: PageHeadProps) {
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      {children}
    </header>
  );
}
