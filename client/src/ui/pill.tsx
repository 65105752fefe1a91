/** A short word in a coloured capsule: a status, a label, a count. The word says it; the colour only helps. */
import type { ReactNode } from 'react';

import { classes } from './classes.ts';

import styles from './pill.module.css';

export type PillTone = 'quiet' | 'info' | 'good' | 'warn' | 'stop';

export interface PillProps {
  readonly children: ReactNode;
  readonly tone?: PillTone;
  readonly icon?: ReactNode;
  readonly title?: string;
}

export function Pill({ children, tone = 'quiet', icon, title }: PillProps) {
  return (
    <span className={classes(styles.pill, styles[tone])} title={title}>
      {icon}
      <span className={styles.words}>{children}</span>
    </span>
  );
}
