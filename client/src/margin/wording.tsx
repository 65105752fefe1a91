/** Proposed words against those they replace: struck and inserted, for eyes and ears. */
import { wordingRuns } from '@gloss/shared/text/wording-runs';
import { useMemo } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';

import styles from './wording.module.css';

const words = phrases.margin.proposal;

export interface WordingProps {
  readonly before: string;
  readonly after: string;
}

export function Wording({ before, after }: WordingProps) {
  const runs = useMemo(() => wordingRuns(before, after), [before, after]);
  return (
    <p className={styles.wording} dir="auto">
      {runs.map(({ kind, text }, at) => {
        if (kind === 'same') return <span key={at}>{text}</span>;
        return kind === 'gone' ? (
          <del key={at} className={styles.gone}>
            <VisuallyHidden>{words.deleted} </VisuallyHidden>
            {text}
          </del>
        ) : (
          <ins key={at} className={styles.new}>
            <VisuallyHidden>{words.inserted} </VisuallyHidden>
            {text}
          </ins>
        );
      })}
    </p>
  );
}
