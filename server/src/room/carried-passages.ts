/**
 * Passages whose words a revised text has taken elsewhere and changed on the way, so that the keeper finds them by no quote.
 * Whoever compared both texts knows where they stand now. A person is asked, unless they read as they did.
 */
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote, resolveSpan, spanBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { Carried } from '@gloss/shared/text/carried';
import { placeOf, textIdOf, wordsOfTexts } from '@gloss/shared/text/carried';
import { shortQuote } from '@gloss/shared/text/quote';
import type { Anchor } from '@gloss/shared/words/anchor';
import type { Instant, ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import { withAnchor } from './anchor-history.ts';

/** A thread on words of one text that will be gone. */
interface Leaving {
  readonly thread: Thread;
  readonly carried: Carried;
  readonly from: number;
  readonly to: number;
}

export class CarriedPassages {
  readonly #leaving = new Map<ThreadId, Leaving>();
  /** Those of the revised text, by their ids; read when first needed. */
  #texts: ReadonlyMap<string, Y.XmlText> | undefined;

  /** Before the edit: sees where each thread stands. A text that somebody wrote in since it was compared is left out. */
  constructor(doc: Y.Doc, threads: Iterable<Thread>, carried: readonly Carried[]) {
    if (carried.length === 0) return;
    const words = wordsOfTexts(bodyOf(doc));
    const byId = new Map(carried.map((each) => [each.from, each]));
    for (const thread of threads) {
      const there = thread.anchor && placeNow(doc, thread.anchor);
      const text = there?.start.text;
      const going = text && text === there.end.text ? byId.get(textIdOf(text)) : undefined;
      if (there && going && text && words.get(text) === going.words)
        this.#leaving.set(thread.id, {
          thread,
          carried: going,
          from: there.start.offset,
          to: there.end.offset,
        });
    }
  }

  /**
   * After the edit, for a thread that the keeper could not place.
   * @returns it on its words, or null where they are not known to be anywhere.
   */
  found(doc: Y.Doc, id: ThreadId, seq: number, at: Instant): Thread | null {
    const leaving = this.#leaving.get(id);
    const place = leaving && placeOf(leaving.carried, leaving.from, leaving.to);
    const text = leaving && this.#textIn(doc, leaving.carried.to);
    if (!leaving?.thread.anchor || !place || !text) return null;
    const [start, end] = [place.from, place.to].map((offset) => ({ text, offset }));
    if (!start || !end) return null;
    const { anchor } = leaving.thread;
    const reads = readQuote(bodyOf(doc), start, end).exact;
    const confirm = reads !== anchor.quote.exact || reads.length < shortQuote;
    const state = { is: 'moved', confirm, reads } as const;
    return withAnchor(leaving.thread, { ...anchor, span: spanBetween(start, end), seq, state }, at);
  }

  #textIn(doc: Y.Doc, id: string): Y.XmlText | undefined {
    this.#texts ??= new Map([...wordsOfTexts(bodyOf(doc)).keys()].map((t) => [textIdOf(t), t]));
    return this.#texts.get(id);
  }
}

function placeNow(doc: Y.Doc, { span, state }: Anchor): Passage | null {
  return state.is === 'orphaned' ? null : resolveSpan(doc, span);
}
