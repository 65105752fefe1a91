/** The docket's threads as plain values, each read once and again only when its own map changed. `ahead.ts` adds what waits here. */
import { threadFrom, threadsOf } from '@gloss/shared/rules/docket';
import type { ThreadId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import type { ShownThread } from './desk.ts';

export interface DocketThreads {
  /** In order of their numbers. The same list until a thread changed, and the same thread until it changed itself. */
  list(): readonly ShownThread[];
  get(id: ThreadId): ShownThread | undefined;
  stop(): void;
}

/** Follows a docket. A change of one thread among thousands costs the reading of that one, and a list without any sorting. */
export function followThreads(docket: Y.Doc, onChange: () => void): DocketThreads {
  const root = threadsOf(docket);
  const read = new Map<string, ShownThread>();
  let listed: readonly ShownThread[];

  function reread(id: string): ShownThread | undefined {
    const map = root.get(id);
    if (map === undefined) return undefined;
    const thread = { ...threadFrom(map), pending: false };
    read.set(id, thread);
    return thread;
  }

  function changed(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const ids = new Set<string>();
    for (const event of events) {
      const [id] = event.path;
      if (typeof id === 'string') ids.add(id);
      else for (const key of event.keys.keys()) ids.add(key);
    }
    const now = [...listed];
    for (const id of ids) {
      const thread = reread(id);
      if (thread !== undefined) place(now, thread);
    }
    listed = now;
    onChange();
  }

  for (const id of root.keys()) reread(id);
  listed = [...read.values()].toSorted((one, other) => one.number - other.number);
  root.observeDeep(changed);
  return {
    list: () => listed,
    get: (id) => read.get(id),
    stop: () => root.unobserveDeep(changed),
  };
}

/** Puts a thread where its number belongs, in the place of what had that number. Threads are numbered once, and none goes. */
function place(threads: ShownThread[], thread: ShownThread): void {
  let [low, high] = [0, threads.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((threads[middle]?.number ?? Infinity) < thread.number) low = middle + 1;
    else high = middle;
  }
  threads.splice(low, threads[low]?.number === thread.number ? 1 : 0, thread);
}
