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

/** Follows a docket. A change of one thread among thousands costs the reading of that one. */
export function followThreads(docket: Y.Doc, onChange: () => void): DocketThreads {
  const root = threadsOf(docket);
  const read = new Map<string, ShownThread>();
  let listed: readonly ShownThread[] | null = null;

  function reread(id: string): void {
    const map = root.get(id);
    if (map === undefined) read.delete(id);
    else read.set(id, { ...threadFrom(map), pending: false });
  }

  function changed(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    const ids = new Set<string>();
    for (const event of events) {
      const [id] = event.path;
      if (typeof id === 'string') ids.add(id);
      else for (const key of event.keys.keys()) ids.add(key);
    }
    for (const id of ids) reread(id);
    listed = null;
    onChange();
  }

  for (const id of root.keys()) reread(id);
  root.observeDeep(changed);
  return {
    list: () => (listed ??= [...read.values()].toSorted((one, other) => one.number - other.number)),
    get: (id) => read.get(id),
    stop: () => root.unobserveDeep(changed),
  };
}
