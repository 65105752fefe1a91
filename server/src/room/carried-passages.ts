/**
 * Passages whose words a revised text has taken elsewhere and changed on the way, so that the keeper finds them by no quote.
 * Whoever compared both texts knows where they stand now. A person is asked, unless they read as they did.
 */
import { readQuote, resolveSpan, spanBetween } from '@gloss/shared/text/anchor';
import type { Passage } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { Carried } from '@gloss/shared/text/carried';
import { textIdOf } from '@gloss/shared/text/carried';
import type { CarriedPlace, Piece } from '@gloss/shared/text/carried-place';
import { carriedPlaceOf } from '@gloss/shared/text/carried-place';
import { shortQuote } from '@gloss/shared/text/quote';
import { charactersOf, textsBetween, textsIn } from '@gloss/shared/text/reading';
import type { Anchor, Quote } from '@gloss/shared/words/anchor';
import type { Instant, ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import { withAnchor } from './anchor-history.ts';
import { contextLikeness } from './keeper-search.ts';

/**
 * So few words that were found in other company, and fewer than `shortQuote` in any, may be those of somebody else, though
 * they read the same: a revision takes sentences out and brings others in.
 */
const fewWords = 64;

/** Of what stood around words, so much must stand there still for them to be in the same company. */
const sameCompany = 0.5;

/** A thread on words that will be elsewhere. */
interface Leaving {
  readonly thread: Thread & { readonly anchor: Anchor };
  readonly place: CarriedPlace;
}

export class CarriedPassages {
  readonly #leaving = new Map<ThreadId, Leaving>();
  /** Those of the revised text, by their ids; read when first needed. */
  #texts: ReadonlyMap<string, Y.XmlText> | undefined;

  /** Before the edit: sees where each thread stands. A text that somebody wrote in since it was compared is left out. */
  constructor(doc: Y.Doc, threads: Iterable<Thread>, carried: readonly Carried[]) {
    if (carried.length === 0) return;
    const byText = Map.groupBy(carried, ({ from }) => from);
    for (const thread of threads) {
      const { anchor } = thread;
      const passage = anchor && placeNow(doc, anchor);
      const pieces = passage ? piecesOf(passage, byText) : [];
      const place = pieces.length > 0 && carriedPlaceOf(pieces, byText);
      if (anchor && place) this.#leaving.set(thread.id, { thread: { ...thread, anchor }, place });
    }
  }

  /**
   * After the edit. Where the keeper found its words, or something like them, it counts, unless that is less of them than
   * stands elsewhere. A few words in other company are asked about.
   * @param kept a thread as the keeper has it now.
   * @returns it on its words.
   */
  placed(doc: Y.Doc, kept: Thread, seq: number, at: Instant): Thread {
    const leaving = this.#leaving.get(kept.id);
    if (leaving && kept.anchor && isWorse(kept.anchor, leaving.place))
      return this.#found(doc, leaving, seq, at) ?? kept;
    return isUnsure(doc, kept, at) ? asking(kept) : kept;
  }

  #found(doc: Y.Doc, { thread, place }: Leaving, seq: number, at: Instant): Thread | null {
    const text = this.#textIn(doc, place.text);
    if (!text || charactersOf(text) !== place.says) return null;
    const [start, end] = [
      { text, offset: place.from },
      { text, offset: place.to },
    ];
    const { anchor } = thread;
    const read = readQuote(bodyOf(doc), start, end);
    const { exact: reads } = read;
    const confirm = reads !== anchor.quote.exact || areFew(anchor.quote, read);
    const state = { is: 'moved', confirm, reads } as const;
    return withAnchor(thread, { ...anchor, span: spanBetween(start, end), seq, state }, at);
  }

  #textIn(doc: Y.Doc, id: string): Y.XmlText | undefined {
    this.#texts ??= new Map(Array.from(textsIn(bodyOf(doc)), ({ text }) => [textIdOf(text), text]));
    return this.#texts.get(id);
  }
}

function placeNow(doc: Y.Doc, { span, state }: Anchor): Passage | null {
  return state.is === 'orphaned' ? null : resolveSpan(doc, span);
}

function isWorse({ state }: Anchor, { stayed }: CarriedPlace): boolean {
  return state.is === 'orphaned' || (state.is === 'edited' && state.reads.length < stayed);
}

/** Whether a few words were found now, and what stands around them does not say that they are its own. */
function isUnsure(doc: Y.Doc, { anchor, history }: Thread, at: Instant): boolean {
  if (anchor?.state.is !== 'moved' || anchor.state.confirm || history.at(-1)?.at !== at)
    return false;
  const here = resolveSpan(doc, anchor.span);
  return here !== null && areFew(anchor.quote, readQuote(bodyOf(doc), here.start, here.end));
}

function areFew(quote: Quote, read: Quote): boolean {
  const { length } = quote.exact;
  if (length < shortQuote) return true;
  return length < fewWords && contextLikeness(quote, read) < sameCompany;
}

function asking(thread: Thread): Thread {
  const { anchor } = thread;
  if (anchor?.state.is !== 'moved') return thread;
  return { ...thread, anchor: { ...anchor, state: { ...anchor.state, confirm: true } } };
}

/** The stretches a passage is made of. One in a text that reads otherwise than when it was compared is left out. */
function piecesOf(
  { start, end }: Passage,
  carried: ReadonlyMap<string, readonly Carried[]>,
): Piece[] {
  const pieces: Piece[] = [];
  for (const { text } of textsBetween(start, end)) {
    const id = textIdOf(text);
    const from = text === start.text ? start.offset : 0;
    const to = text === end.text ? end.offset : text.length;
    const words = carried.get(id)?.[0]?.words;
    if (words === undefined || words === charactersOf(text)) pieces.push({ text: id, from, to });
  }
  return pieces;
}
