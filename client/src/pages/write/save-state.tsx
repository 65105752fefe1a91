/** The state of one's changes, always in sight: an icon and a word. Spoken only when it turns for the worse and back. */
import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { Saved } from '../../line/saved.ts';
import { phrases } from '../../phrases/phrases.ts';
import { announce } from '../../ui/announcer.ts';
import { classes } from '../../ui/classes.ts';

import styles from './save-state.module.css';

const icons = { saved: Check, saving: LoaderCircle, offline: CloudOff, refused: TriangleAlert };

export function SaveState({ saved }: { readonly saved: Saved }) {
  const words = phrases.pages.saved;
  const Icon = icons[saved.is];
  useSpoken(saved);
  return (
    <span
      className={classes(styles.state, styles[saved.is])}
      title={words.explain[saved.is]}
      data-saved={saved.is}
    >
      <Icon aria-hidden />
      <span className={styles.long}>{wordsOf(saved)}</span>
      <span className={styles.short}>{shortWordsOf(saved)}</span>
    </span>
  );
}

function wordsOf(saved: Saved): string {
  return saved.is === 'offline'
    ? phrases.pages.saved.offline(saved.count)
    : phrases.pages.saved[saved.is];
}

function shortWordsOf(saved: Saved): string {
  return saved.is === 'offline'
    ? phrases.pages.saved.offlineShort(saved.count)
    : phrases.pages.saved[saved.is];
}

/** Saved and Saving change with every key and are not spoken; going offline, a refusal, and being saved again are. */
function useSpoken(saved: Saved): void {
  const trouble = useRef(false);
  const { is } = saved;
  useEffect(() => {
    const { explain, saved: wordSaved, refused, offline } = phrases.pages.saved;
    if (is === 'offline' || is === 'refused') {
      if (!trouble.current) announce(`${is === 'refused' ? refused : offline(0)}. ${explain[is]}`);
      trouble.current = true;
    } else if (is === 'saved' && trouble.current) {
      trouble.current = false;
      announce(wordSaved);
    }
  }, [is]);
}
