/** Who said it, for whom they speak, and when. */
import type { Instant } from '@gloss/shared/words/ids';
import type { Author } from '@gloss/shared/words/participant';
import type { ReactNode } from 'react';

import { Avatar } from '../ui/avatar.tsx';
import { Ago } from './ago.tsx';

import styles from './byline.module.css';

export interface BylineProps {
  readonly by: Author;
  readonly at: Instant;
  /** Stands for the name, such as a heading with a button. */
  readonly name?: ReactNode;
  /** Before the time: "#24". */
  readonly lead?: ReactNode;
  /** After the time: "reworded". */
  readonly tail?: ReactNode;
  /** At the end of the line. */
  readonly aside?: ReactNode;
}

export function Byline({ by, at, name, lead, tail, aside }: BylineProps) {
  return (
    <div className={styles.byline}>
      <span className={styles.avatar}>
        <Avatar name={by.name} colour={by.colour} isDecoration />
      </span>
      <div className={styles.name}>{name ?? by.name}</div>
      <p className={styles.meta}>
        {lead}
        {by.organisation !== '' && <span>{by.organisation}</span>}
        <Ago at={at} />
        {tail}
      </p>
      {aside && <div className={styles.aside}>{aside}</div>}
    </div>
  );
}
