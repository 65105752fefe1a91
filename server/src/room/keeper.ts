/**
 * The only one who moves an anchor: after each accepted change of the text it looks at the passages that were touched, and
 * at orphans whose words may be back (house.md, "Anchors"). keeper-look.ts says where they are now.
 */
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Instant, ThreadId } from '@gloss/shared/words/ids';
import { isOrphaned } from '@gloss/shared/words/thread';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import { withAnchor } from './anchor-history.ts';
import type { Change } from './change.ts';
import { KeeperIndex } from './keeper-index.ts';
import { Look } from './keeper-look.ts';
import { LateSearch } from './late-search.ts';

/** A change of the text and its place in the order of events. */
export interface Followed {
  readonly change: Change;
  /** Seq of the text's journal entry. */
  readonly seq: number;
  readonly at: Instant;
}

export class Keeper {
  readonly #doc: Y.Doc;
  readonly #index = new KeeperIndex();
  readonly #late: LateSearch;
  #looked = 0;

  /** One keeper is for one document in memory: when that is made anew, so is its keeper. */
  constructor(doc: Y.Doc, threads: Iterable<Thread>) {
    this.#doc = doc;
    this.#late = new LateSearch(doc);
    for (const thread of threads) this.#index.put(doc, thread);
  }

  /** How many anchors were looked at so far: no more than a change touched, whatever the docket holds. */
  get looked(): number {
    return this.#looked;
  }

  /** Takes a thread in that is new, or whose anchor was set by someone else. */
  put(thread: Thread): void {
    this.#index.put(this.#doc, thread);
  }

  /** @returns the threads whose anchors a change unsettled, as they are now. They are `put` already. */
  follow({ change, seq, at }: Followed, threadOf: (id: ThreadId) => Thread | undefined): Thread[] {
    const look = new Look(this.#doc, change, seq);
    const moved = new Map<ThreadId, Thread>();
    const looks = (id: ThreadId, settled: (anchor: Anchor) => Anchor) => {
      const thread = threadOf(id);
      if (!thread?.anchor) return;
      this.#looked += 1;
      const anchor = settled(thread.anchor);
      const now = anchor === thread.anchor ? thread : withAnchor(thread, anchor, at);
      this.#index.put(this.#doc, now);
      if (now !== thread) moved.set(id, now);
      if (look.isExhausted && now !== thread && isOrphaned(now)) this.#late.wants(id);
    };
    this.#late.changed();
    for (const [id, seen] of this.#index.touchedBy(this.#doc, change))
      looks(id, (anchor) => look.settled(anchor, seen));
    for (const id of this.#index.wantedBy(change))
      if (!moved.has(id)) looks(id, (anchor) => look.foundAgain(anchor) ?? anchor);
    return [...moved.values()];
  }
  /** Whether there are orphans that have not been searched for by likeness: too many were lost at once for one change. */
  get isSearching(): boolean {
    return this.#late.isSearching;
  }

  /** Searches on, some milliseconds. @returns a thread whose words it has found, to be confirmed; null where there is none yet. */
  searchOn(
    { seq, at }: Pick<Followed, 'seq' | 'at'>,
    threadOf: (id: ThreadId) => Thread | undefined,
  ): Thread | null {
    const found = this.#late.searchOn(threadOf);
    if (found === null) return null;
    const now = withAnchor(found.thread, { ...found.anchor, seq }, at);
    this.#index.put(this.#doc, now);
    return now;
  }
}
