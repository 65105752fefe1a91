/** The frame of every page but the draft's: brand at the top, what belongs to the person at its end, the content below. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { phrases } from '../phrases/phrases.ts';

import styles from './page-frame.module.css';

export interface PageFrameProps {
  readonly children: ReactNode;
  /** At the end of the bar: the account menu, where somebody is signed in. */
  readonly account?: ReactNode;
}

export function PageFrame({ children, account }: PageFrameProps) {
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Link href="/" className={styles.brand}>
          {phrases.pages.brand}
        </Link>
        {account}
      </header>
      <main id="content" className={styles.content}>
        {children}
      </main>
    </div>
  );
}
