/**
 * The only one who moves an anchor: after each accepted change of the text it looks at the passages that were touched, and
 * at orphans whose words may be back (house.md, "Anchors"). keeper-search.ts finds words in a change; here is what it means.
 */
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote, resolveSpan, spanBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { findQuote } from '@gloss/shared/text/quote';
import { charactersOf } from '@gloss/shared/text/reading';
import type { Anchor, AnchorState, Quote } from '@gloss/shared/words/anchor';
import type { Instant, ThreadId } from '@gloss/shared/words/ids';
import type { HistoryEntry, Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import type { Change } from './change.ts';
import { neighboursOf } from './change.ts';
import type { Seen } from './keeper-index.ts';
import { KeeperIndex } from './keeper-index.ts';
import {
  acrossBreak,
  amongNew,
  contextLikeness,
  isNear,
  isNew,
  sameWords,
} from './keeper-search.ts';

/** A change of the text and its place in the order of events. */
export interface Followed {
  readonly change: Change;
  /** Seq of the text's journal entry. */
  readonly seq: number;
  readonly at: Instant;
}

/** Words as short as these stand in many places: an orphan of so few is found only where it was. */
const shortQuote = 25;
/** From this share of unchanged surroundings on, a place counts as the one a passage was in. */
const samePlace = 0.5;

export class Keeper {
  readonly #doc: Y.Doc;
  readonly #index = new KeeperIndex();

  /** One keeper is for one document in memory: when that is made anew, so is its keeper. */
  constructor(doc: Y.Doc, threads: Iterable<Thread>) {
    this.#doc = doc;
    for (const thread of threads) this.#index.put(doc, thread);
  }

  /** Takes a thread in that is new, or whose anchor was set by someone else. */
  put(thread: Thread): void {
    this.#index.put(this.#doc, thread);
  }

  /** @returns the threads whose anchors a change unsettled, as they are now. They are `put` already. */
  follow(followed: Followed, threadOf: (id: ThreadId) => Thread | undefined): Thread[] {
    const moved: Thread[] = [];
    const look = (id: ThreadId, settled: (anchor: Anchor) => Anchor) => {
      const thread = threadOf(id);
      if (!thread?.anchor) return;
      const anchor = settled(thread.anchor);
      const now = anchor === thread.anchor ? thread : withAnchor(thread, anchor, followed.at);
      this.#index.put(this.#doc, now);
      if (now !== thread) moved.push(now);
    };
    for (const id of this.#index.touchedBy(followed.change)) {
      const seen = this.#index.seen(id);
      if (seen) look(id, (anchor) => this.#settled(anchor, seen, followed));
    }
    if (followed.change.written.size > 0)
      for (const id of this.#index.orphans())
        look(id, (anchor) => this.#foundAgain(anchor, followed) ?? anchor);
    return moved;
  }

  /** @returns where a touched passage is now; the same anchor where nothing about it changed. */
  #settled(anchor: Anchor, seen: Seen, followed: Followed): Anchor {
    const there = resolveSpan(this.#doc, anchor.span);
    const reads = there && this.#read(there).exact;
    if (there && reads !== null && sameWords(reads, seen.quote.exact)) return anchor;
    return (
      this.#carried(anchor, seen, there, followed) ??
      (reads ? { ...anchor, seq: followed.seq, state: stateAt(anchor, reads) } : null) ??
      this.#elsewhere(anchor, seen, followed) ?? {
        ...anchor,
        seq: followed.seq,
        state: { is: 'orphaned' },
      }
    );
  }

  /** Words that were deleted and inserted again in the same change: Enter, join, heading, list, move. */
  #carried(
    anchor: Anchor,
    seen: Seen,
    half: Passage | null,
    { change, seq }: Followed,
  ): Anchor | null {
    const whole =
      half && change.isStructural ? acrossBreak(this.#doc, half, seen.quote.exact) : null;
    if (whole) return this.#pinned(anchor, whole, seq, true);
    const passage =
      amongNew(this.#doc, seen.quote, change) ?? amongNew(this.#doc, anchor.quote, change);
    return passage && this.#pinned(anchor, passage, seq, this.#stayed(seen, passage, change));
  }

  /** Words that are gone from their place, and stand somewhere else in the text. */
  #elsewhere(anchor: Anchor, seen: Seen, { change, seq }: Followed): Anchor | null {
    const quote = seen.quote.exact === anchor.quote.exact ? anchor.quote : seen.quote;
    const found = findQuote(bodyOf(this.#doc), quote, anchor.span.bid);
    if (found === null) return null;
    const read = this.#read(found);
    const isCarried = isNew(found, change) && sameWords(read.exact, quote.exact);
    if (isCarried) return this.#pinned(anchor, found, seq, this.#stayed(seen, found, change));
    // Words that stood there before may be another passage that reads alike: only its surroundings can tell.
    const confirm = !found.exact || contextLikeness(quote, read) < samePlace;
    const state = { is: 'moved', confirm, reads: read.exact } as const;
    return { ...anchor, span: spanBetween(found.start, found.end), seq, state };
  }

  /** An orphan whose words came with this change: an undo, a paste after a cut. */
  #foundAgain(anchor: Anchor, { change, seq }: Followed): Anchor | null {
    const { quote, span } = anchor;
    const [firstLine = ''] = quote.exact.split('\n');
    if (![...change.written].some((text) => charactersOf(text).includes(firstLine))) return null;
    const passage =
      amongNew(this.#doc, quote, change) ?? findQuote(bodyOf(this.#doc), quote, span.bid);
    if (passage === null || !isNew(passage, change)) return null;
    const read = this.#read(passage);
    if (!sameWords(read.exact, quote.exact)) return null;
    const again = spanBetween(passage.start, passage.end);
    const stayed = again.bid === span.bid || contextLikeness(quote, read) >= samePlace;
    if (!stayed && quote.exact.length < shortQuote) return null;
    const state: AnchorState = stayed
      ? { is: 'anchored' }
      : { is: 'moved', confirm: false, reads: read.exact };
    return { ...anchor, span: again, seq, state };
  }

  #pinned(anchor: Anchor, passage: Passage, seq: number, stayed: boolean): Anchor {
    const reads = this.#read(passage).exact;
    const state: AnchorState = stayed
      ? stateAt(anchor, reads)
      : { is: 'moved', confirm: false, reads };
    return { ...anchor, span: spanBetween(passage.start, passage.end), seq, state };
  }

  /** Whether a passage found again is where it was: in or next to its block, or with the same words around it. */
  #stayed(seen: Seen, passage: Passage, change: Change): boolean {
    const [text] = seen.texts;
    if (!text) return false;
    const stood = change.gone.get(text) ?? neighboursOf(text, bodyOf(this.#doc));
    return isNear(this.#doc, passage.start, stood);
  }

  #read({ start, end }: Passage): Quote {
    return readQuote(bodyOf(this.#doc), start, end);
  }
}

/** @returns the state of a passage that is in its place and reads so. */
function stateAt({ quote, state }: Anchor, reads: string): AnchorState {
  const isMoved = state.is === 'moved';
  if (sameWords(reads, quote.exact)) return isMoved && !state.confirm ? state : { is: 'anchored' };
  return isMoved && state.confirm ? { ...state, reads } : { is: 'edited', reads };
}

/** One line of history per kind of state, not one per key. */
function withAnchor(thread: Thread, anchor: Anchor, at: Instant): Thread {
  const before = thread.anchor?.state;
  if (before?.is === anchor.state.is) return { ...thread, anchor };
  const entry: HistoryEntry = { at, did: didOf(anchor.state), detail: detailOf(anchor) };
  return { ...thread, anchor, history: [...thread.history, entry] };
}

function didOf({ is }: AnchorState): HistoryEntry['did'] {
  switch (is) {
    case 'anchored':
      return 'found-again';
    case 'edited':
      return 'edited-passage';
    case 'moved':
      return 'moved-anchor';
    case 'orphaned':
      return 'orphaned';
  }
}

function detailOf({ quote, state }: Anchor): string {
  return state.is === 'edited' || state.is === 'moved' ? state.reads : quote.exact;
}
