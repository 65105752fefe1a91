/** A sentence at the bottom of the page that says what just happened, and goes. Nothing that needs an answer. */
import { useSyncExternalStore } from 'react';

import { announce } from './announcer.ts';

import styles from './toast.module.css';

const shownMs = 6000;

interface ToastLine {
  readonly id: number;
  readonly words: string;
}

let lines: readonly ToastLine[] = [];
let made = 0;
const listeners = new Set<() => void>();

/** Shows and says the words for six seconds. */
export function toast(words: string): void {
  made += 1;
  const line = { id: made, words };
  show([...lines.slice(-2), line]);
  announce(words);
  setTimeout(() => show(lines.filter(({ id }) => id !== line.id)), shownMs);
}

function show(next: readonly ToastLine[]): void {
  lines = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear. Stands once in the app. The voice has them already, so it is silent. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => lines);
  return (
    <div className={styles.place} aria-hidden>
      {shown.map(({ id, words }) => (
        <p key={id} className={styles.toast}>
          {words}
        </p>
      ))}
    </div>
  );
}
