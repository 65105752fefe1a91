/**
 * Notices that the server owes an acknowledgement for too long: an open socket whose network is gone looks like any other. Told
 * the state of `saved.ts` after each happening; `text-sync.ts` then connects anew and the screen says "offline" until it has.
 */
import type { Progress } from './saved.ts';
import { unsentOf } from './saved.ts';

export interface Overdue {
  watch(progress: Progress): void;
  stop(): void;
}

/** An acknowledgement takes milliseconds; a machine with much to do may take a second. */
export const firstPatienceMs = 5000;
/** Each vain wait doubles the next, up to this: a long paste over a slow line must get through in the end. */
const longestPatienceMs = 80_000;

export function noticeOverdue(connectAnew: () => void): Overdue {
  let patienceMs = firstPatienceMs;
  let awaited: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    watch(progress) {
      const { link } = progress;
      if (link.is === 'up' && link.onDisk > 0) patienceMs = firstPatienceMs;
      const next = awaitedIn(progress);
      if (next === awaited) return;
      awaited = next;
      clearTimeout(timer);
      if (awaited === null) return;
      timer = setTimeout(() => {
        patienceMs = Math.min(2 * patienceMs, longestPatienceMs);
        connectAnew();
      }, patienceMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** @returns a name for what is waited for, which changes with every sign of progress; null where nothing is owed. */
function awaitedIn(progress: Progress): string | null {
  const { link, writes } = progress;
  if (link.is !== 'up' || !writes) return null;
  const isOwed = unsentOf(progress) > 0 || link.carried.length > 0;
  return isOwed ? `${link.socket} ${link.synced} ${link.onDisk}` : null;
}
