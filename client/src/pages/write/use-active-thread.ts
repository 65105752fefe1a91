/**
 * Which thread is open, in step with the address: `#24` opens thread 24, opening a thread writes its number.
 * The address is replaced, never pushed: Back leaves the draft.
 */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import { useEffect, useState } from 'react';

import { useEvent } from '../use-event.ts';
import { threadNumbered } from './passages.ts';
import { addressWithThread, threadNumberIn } from './thread-hash.ts';

export interface ActiveThread {
  readonly active: ThreadId | null;
  activate(thread: ThreadId | null): void;
}

/**
 * @param onArrive told when an address led to a thread: it wants to be scrolled to. Called once `isReady`.
 * @param onMissing told the number where no thread has it.
 */
export function useActiveThread(
  threads: readonly Thread[],
  isReady: boolean,
  onArrive: (thread: Thread) => void,
  onMissing: (number: number) => void,
): ActiveThread {
  const [active, setActive] = useState<ThreadId | null>(null);
  const [wanted, setWanted] = useState(() => threadNumberIn(location.hash));
  const arrive = useEvent(onArrive);
  const miss = useEvent(onMissing);

  useEffect(() => {
    const follow = () => setWanted(threadNumberIn(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    if (wanted === null || !isReady) return;
    // The address asks once, when the draft is ready; after that the person leads.
    // oxlint-disable-next-line react/set-state-in-effect
    setWanted(null);
    const id = threadNumbered(threads, wanted);
    const thread = threads.find((each) => each.id === id);
    if (thread === undefined) return miss(wanted);
    setActive(thread.id);
    arrive(thread);
  }, [wanted, isReady, threads, arrive, miss]);

  // The number of a thread made offline may still change: the address follows it.
  const number = threads.find(({ id }) => id === active)?.number ?? null;
  useEffect(() => {
    if (wanted !== null) return;
    const address = addressWithThread(location.pathname, number);
    if (address !== location.pathname + location.hash)
      history.replaceState(history.state, '', address);
  }, [number, wanted]);

  return { active, activate: setActive };
}
