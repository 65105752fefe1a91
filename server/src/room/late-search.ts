/**
 * Where one change loses many passages, a chapter or a revised text, they are orphans at once and on disk as that; words like
 * theirs are searched for afterwards, a slice at a time. Each orphan says so itself (`unsought`) until that is done, so that
 * after an end or a crash in between the search goes on with the first edit or act in the draft.
 */
import { isBefore, readQuote, spanBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { likeness } from '@gloss/shared/text/likeness';
import type { Point } from '@gloss/shared/text/positions';
import { posAt } from '@gloss/shared/text/positions';
import type { Found } from '@gloss/shared/text/quote';
import { searchLike } from '@gloss/shared/text/quote';
import { Searched } from '@gloss/shared/text/searched';
import type { Anchor } from '@gloss/shared/words/anchor';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

/** A search under way, and the anchor it is for: once somebody else has set that, nothing is to be found any more. */
interface Search {
  readonly id: ThreadId;
  readonly anchor: Anchor;
  readonly text: Searched;
  readonly words: string;
  readonly slices: Generator<undefined, Found | null>;
}

/** An anchor that the search sets anew. */
interface Settled {
  readonly thread: Thread;
  readonly anchor: Anchor;
}

/** So many threads searched in vain are said to be so in one step. */
const vainAtOnce = 50;

/** @returns the anchor as one that is still to be searched for, where it is an orphan. */
export function unsought(anchor: Anchor): Anchor {
  const { state } = anchor;
  return state.is === 'orphaned' ? { ...anchor, state: { ...state, unsought: true } } : anchor;
}

export class LateSearch {
  readonly #doc: Y.Doc;
  /** Searched without success, and not yet said to be so. */
  readonly #vain = new Set<ThreadId>();
  readonly #wanted = new Set<ThreadId>();
  #search: Search | null = null;
  #text: Searched | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  get isSearching(): boolean {
    return this.#search !== null || this.#wanted.size > 0 || this.#vain.size > 0;
  }

  /** Takes in a thread that may be an orphan still to be searched for. */
  wants({ id, anchor }: Thread): void {
    if (anchor?.state.is === 'orphaned' && anchor.state.unsought) this.#wanted.add(id);
  }

  /** The text is another now: the next search reads it anew, and the one under way has to see whether what it finds still stands. */
  changed(): void {
    this.#text = null;
  }

  /** Searches one slice. @returns where an orphan's words may be, if any were found in it; and those that were searched in vain. */
  searchOn(threadOf: (id: ThreadId) => Thread | undefined): Settled[] {
    const found = this.#searchOn(threadOf);
    const isDue =
      this.#vain.size >= vainAtOnce || (this.#search === null && this.#wanted.size === 0);
    return [...(found ? [found] : []), ...(isDue ? this.#inVain(threadOf) : [])];
  }

  #searchOn(threadOf: (id: ThreadId) => Thread | undefined): Settled | null {
    const search = (this.#search ??= this.#next(threadOf));
    if (search === null) return null;
    const slice = search.slices.next();
    if (!slice.done) return null;
    this.#search = null;
    const thread = threadOf(search.id);
    if (slice.value === null) this.#vain.add(search.id);
    if (slice.value === null || thread?.anchor !== search.anchor) return null;
    const { start, end } = slice.value;
    const reads = this.#readBetween(start, end);
    const isStale = search.text !== this.#text;
    if (reads === null || (isStale && likeness(reads, search.words) === 0)) {
      (isStale ? this.#wanted : this.#vain).add(search.id);
      return null;
    }
    const state = { is: 'moved', confirm: true, reads } as const;
    return { thread, anchor: { ...search.anchor, span: spanBetween(start, end), state } };
  }

  #inVain(threadOf: (id: ThreadId) => Thread | undefined): Settled[] {
    const threads = [...this.#vain].flatMap((id) => threadOf(id) ?? []);
    this.#vain.clear();
    return threads.flatMap((thread) => {
      const { anchor } = thread;
      if (anchor?.state.is !== 'orphaned' || this.#wanted.has(thread.id)) return [];
      const { unsought: was, ...state } = anchor.state;
      return was ? [{ thread, anchor: { ...anchor, state } }] : [];
    });
  }

  /** Null where a text was deleted since the search has read it. */
  #readBetween(start: Point, end: Point): string | null {
    const body = bodyOf(this.#doc);
    if (posAt(body, start) === null || posAt(body, end) === null) return null;
    return isBefore(start, end) ? readQuote(body, start, end).exact : null;
  }

  #next(threadOf: (id: ThreadId) => Thread | undefined): Search | null {
    for (const id of this.#wanted) {
      this.#wanted.delete(id);
      // Searched in vain before, and wanted again since: what that search said counts no more.
      this.#vain.delete(id);
      const anchor = threadOf(id)?.anchor;
      if (anchor?.state.is !== 'orphaned') continue;
      this.#text ??= new Searched(bodyOf(this.#doc));
      const quote = { ...anchor.quote, exact: anchor.state.reads ?? anchor.quote.exact };
      return {
        id,
        anchor,
        text: this.#text,
        words: quote.exact,
        slices: searchLike(this.#text, quote, anchor.span.bid),
      };
    }
    return null;
  }
}
