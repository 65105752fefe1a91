/** When something happened: as people say it, and exactly on hover and for machines. */
import type { Instant } from '@gloss/shared/words/ids';
import { useSyncExternalStore } from 'react';

import { formatAgo, formatExact } from '../phrases/format.ts';

const everyMs = 30_000;

export function Ago({ at }: { readonly at: Instant }) {
  const now = useSyncExternalStore(listen, () => current);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formatAgo(at, Math.max(now, at))}
    </time>
  );
}

// One clock for all cards, running only while one is shown.
let current = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  current = Date.now();
  for (const listener of listeners) listener();
}
