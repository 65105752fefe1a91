/** Asks for an act and keeps why it was refused, in the reader's words, until the next try. */
import type { Act } from '@gloss/shared/rules/acts';
import type { ActId } from '@gloss/shared/words/ids';
import { useState } from 'react';

import { phrases } from '../phrases/phrases.ts';
import { useMarginWorld } from './margin-world.ts';

export interface Asking {
  /** Why the last try was refused; absent when it was not. */
  readonly fault: string | undefined;
  /** @returns the id of the act, or null when it was refused. */
  readonly ask: (act: Act) => ActId | null;
}

export function useAct(): Asking {
  const { onAct } = useMarginWorld();
  const [fault, setFault] = useState<string>();
  const ask = (act: Act) => {
    const ruling = onAct(act);
    setFault(ruling.ok ? undefined : phrases.refusals[ruling.refusal.code]);
    return ruling.ok ? ruling.value : null;
  };
  return { fault, ask };
}
