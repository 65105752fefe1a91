/**
 * Where one change loses many passages, a chapter or a revised text, they are orphans at once and on disk as that; words like
 * theirs are searched for afterwards, a slice at a time. An end or a crash in between leaves orphans, which stay in sight.
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

export class LateSearch {
  readonly #doc: Y.Doc;
  readonly #wanted = new Set<ThreadId>();
  #search: Search | null = null;
  #text: Searched | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  get isSearching(): boolean {
    return this.#search !== null || this.#wanted.size > 0;
  }

  /** An orphan that is to be searched for. */
  wants(id: ThreadId): void {
    this.#wanted.add(id);
  }

  /** The text is another now: the next search reads it anew, and the one under way has to see whether what it finds still stands. */
  changed(): void {
    this.#text = null;
  }

  /** Searches one slice. @returns where an orphan's words may be; null where none was found in it. */
  searchOn(
    threadOf: (id: ThreadId) => Thread | undefined,
  ): { readonly thread: Thread; readonly anchor: Anchor } | null {
    const search = (this.#search ??= this.#next(threadOf));
    if (search === null) return null;
    const slice = search.slices.next();
    if (!slice.done) return null;
    this.#search = null;
    const thread = threadOf(search.id);
    if (slice.value === null || thread?.anchor !== search.anchor) return null;
    const { start, end } = slice.value;
    const reads = this.#readBetween(start, end);
    const isStale = search.text !== this.#text;
    if (reads === null || (isStale && likeness(reads, search.words) === 0)) {
      if (isStale) this.#wanted.add(search.id);
      return null;
    }
    const state = { is: 'moved', confirm: true, reads } as const;
    return { thread, anchor: { ...search.anchor, span: spanBetween(start, end), state } };
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
