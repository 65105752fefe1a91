/**
 * The save state as the screen shows it: bad news at once, good news when it has lasted. Without this, each key would draw the
 * page three times (saving 1, saving 2, saved). What it shows is never better than what is true. `line/saved.ts` has the truth.
 */
import { equalityDeep } from 'lib0/function';

import type { Saved } from '../line/saved.ts';

export interface CalmSaved {
  /** The same object until what is shown changes. */
  now(): Saved;
  set(truth: Saved): void;
  stop(): void;
}

/** How long a better state must have lasted, and how stale a count may be. */
const calmMs = 300;

export function calmSaved(
  first: Saved,
  pause: (ms: number) => Promise<void>,
  onChange: () => void,
): CalmSaved {
  let shown = first;
  let truth = first;
  let changes = 0;
  let isWaiting = false;
  let isStopped = false;

  function show(): void {
    if (isStopped || equalityDeep(shown, truth)) return;
    shown = truth;
    onChange();
  }

  async function showLater(): Promise<void> {
    if (isWaiting) return;
    isWaiting = true;
    let seen: number;
    do {
      seen = changes;
      await pause(calmMs);
    } while (truth.is === 'saved' && seen !== changes);
    isWaiting = false;
    show();
  }

  return {
    now: () => shown,
    set(next) {
      if (equalityDeep(next, truth)) return;
      truth = next;
      changes += 1;
      const canWait = shown.is === 'saving' && (next.is === 'saving' || next.is === 'saved');
      if (canWait) void showLater();
      else show();
    },
    stop() {
      isStopped = true;
    },
  };
}
