/** The state of one's changes, always in sight: an icon and a word. Spoken only when it turns for the worse and back. */
import { Check, CloudOff, Hourglass, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';

import type { Saved } from '../../line/saved.ts';
import { phrases } from '../../phrases/phrases.ts';
import { announce } from '../../ui/announcer.ts';
import { classes } from '../../ui/classes.ts';

import styles from './save-state.module.css';

const icons = {
  saved: Check,
  saving: LoaderCircle,
  offline: CloudOff,
  waiting: Hourglass,
  refused: TriangleAlert,
};

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
  const words = phrases.pages.saved;
  return 'count' in saved && saved.is !== 'saving' ? words[saved.is](saved.count) : words[saved.is];
}

function shortWordsOf(saved: Saved): string {
  const words = phrases.pages.saved;
  if (saved.is === 'offline') return words.offlineShort(saved.count);
  return saved.is === 'waiting' ? words.waitingShort(saved.count) : words[saved.is];
}

/** Saved and Saving change with every key and are not spoken; going offline, a refusal, and being saved again are. */
function useSpoken(saved: Saved): void {
  const trouble = useRef(false);
  const { is } = saved;
  useEffect(() => {
    const { explain, saved: wordSaved, refused, offline, waiting } = phrases.pages.saved;
    if (is === 'offline' || is === 'waiting' || is === 'refused') {
      const word = { offline: offline(0), waiting: waiting(0), refused }[is];
      if (!trouble.current) announce(`${word}. ${explain[is]}`);
      trouble.current = true;
    } else if (is === 'saved' && trouble.current) {
      trouble.current = false;
      announce(wordSaved);
    }
  }, [is]);
}
