/**
 * The only one who moves an anchor: after each accepted change of the text it looks at the passages that were touched, and
 * at orphans whose words may be back (house.md, "Anchors"). keeper-look.ts says where they are now.
 */
import { unbroken } from '@gloss/shared/text/reading';
import type { Anchor } from '@gloss/shared/words/anchor';
import type { AccountId, Instant, ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import { withAnchor } from './anchor-history.ts';
import type { Change } from './change.ts';
import { KeeperIndex } from './keeper-index.ts';
import { Look } from './keeper-look.ts';
import { LateSearch, unsought } from './late-search.ts';
import { RetypedEnds } from './retyped-ends.ts';

/** A change of the text and its place in the order of events. */
export interface Followed {
  readonly change: Change;
  /** Seq of the text's journal entry. */
  readonly seq: number;
  readonly at: Instant;
  /** Whose edit it is; absent where no person typed it. */
  readonly by?: AccountId;
}

export class Keeper {
  readonly #doc: Y.Doc;
  readonly #index = new KeeperIndex();
  readonly #late: LateSearch;
  readonly #ends = new RetypedEnds();
  #looked = 0;
  #likened = 0;

  /** One keeper is for one document in memory: when that is made anew, so is its keeper. */
  constructor(doc: Y.Doc, threads: Iterable<Thread>) {
    this.#doc = doc;
    this.#late = new LateSearch(doc);
    for (const thread of threads) {
      this.#index.put(doc, thread);
      this.#late.wants(thread);
    }
  }

  /** How many anchors were looked at so far: no more than a change touched, whatever the docket holds. */
  get looked(): number {
    return this.#looked;
  }

  /** How many characters were looked at for likeness while somebody waited for a change to be settled. */
  get likened(): number {
    return this.#likened;
  }

  /** Takes a thread in that is new, or whose anchor was set by someone else. */
  put(thread: Thread): void {
    this.#ends.drop(thread.id);
    this.#index.put(this.#doc, thread);
  }

  /** @returns the threads whose anchors a change unsettled, as they are now. They are `put` already. */
  follow(
    { change, seq, at, by }: Followed,
    threadOf: (id: ThreadId) => Thread | undefined,
  ): Thread[] {
    const look = new Look(this.#doc, change, seq);
    const moved = new Map<ThreadId, Thread>();
    const looks = (id: ThreadId, settled: (anchor: Anchor) => Anchor) => {
      const thread = threadOf(id);
      if (!thread?.anchor) return;
      this.#looked += 1;
      const found = settled(thread.anchor);
      const anchor = look.hasLeftOut && found !== thread.anchor ? unsought(found) : found;
      const now = anchor === thread.anchor ? thread : withAnchor(thread, anchor, at);
      this.#index.put(this.#doc, now);
      if (now !== thread) moved.set(id, now);
      this.#late.wants(now);
    };
    this.#late.changed();
    for (const [id, seen] of this.#index.touchedBy(this.#doc, change))
      looks(id, (anchor) =>
        look.settled(anchor, seen, (there, reads) => {
          const lost = unbroken(seen.quote.exact).length - unbroken(reads).length;
          return this.#ends.reach(
            this.#doc,
            id,
            { span: anchor.span, there, lost },
            { change, by },
          );
        }),
      );
    this.#ends.follows({ by });
    for (const id of this.#index.wantedBy(change))
      if (!moved.has(id)) looks(id, (anchor) => look.foundAgain(anchor) ?? anchor);
    this.#likened += look.likened;
    return [...moved.values()];
  }

  /** Whether there are orphans that have not been searched for by likeness: too many were lost at once for one change. */
  get isSearching(): boolean {
    return this.#late.isSearching;
  }

  /**
   * Searches on, some milliseconds.
   * @returns the threads that are otherwise now: one whose words it has found, to be confirmed, and those searched in vain.
   */
  searchOn(
    { seq, at }: Pick<Followed, 'seq' | 'at'>,
    threadOf: (id: ThreadId) => Thread | undefined,
  ): Thread[] {
    return this.#late.searchOn(threadOf).map(({ thread, anchor }) => {
      const now = withAnchor(thread, { ...anchor, seq }, at);
      this.#index.put(this.#doc, now);
      return now;
    });
  }
}
