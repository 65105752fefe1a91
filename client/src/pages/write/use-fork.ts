/** The text of one's own in which one proposes, for as long as there is one. */
import { may } from '@gloss/shared/rules/may';
import { useSyncExternalStore } from 'react';

import type { Desk } from '../../desk/desk.ts';
import type { Fork, ForkedText } from '../../desk/fork.ts';
import type { Mode } from './mode-choice.tsx';

export interface OpenFork {
  readonly fork: Fork;
  /** As it is now: after everything was proposed it is another one. */
  readonly text: ForkedText;
}

/** @returns the fork, or null where nobody proposes and nothing waits to be proposed. */
export function useFork(desk: Desk, isWanted: boolean): OpenFork | null {
  const fork = isWanted || desk.hasFork() ? desk.fork() : null;
  const text = useSyncExternalStore(fork?.subscribe ?? nobody, () => fork?.text() ?? null);
  return fork && text ? { fork, text } : null;
}

/** Who left something unproposed finds it; on a phone the text is for reading first. */
export function firstMode(desk: Desk, isPhone: boolean): Mode {
  if (desk.hasFork() && may(desk.view().role, 'propose')) return 'propose';
  return isPhone || !may(desk.view().role, 'write-text') ? 'review' : 'edit';
}

function nobody(): () => void {
  return () => undefined;
}
