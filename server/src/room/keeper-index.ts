/** Which threads speak about which texts, and what their passages read when last looked at. Beneath keeper.ts. */
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote, resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { textsFrom } from '@gloss/shared/text/reading';
import type { Quote } from '@gloss/shared/words/anchor';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import type { Change } from './change.ts';

/** A passage as it was after the last change: its words then, which may differ from those first annotated. */
export interface Seen {
  readonly texts: readonly Y.XmlText[];
  readonly quote: Quote;
}

export class KeeperIndex {
  readonly #seen = new Map<ThreadId, Seen>();
  readonly #byText = new Map<Y.XmlText | Y.XmlElement, Set<ThreadId>>();
  /** Threads whose passage runs over more than one text: something may be put between. */
  readonly #spanning = new Set<ThreadId>();
  readonly #orphans = new Set<ThreadId>();

  /** @returns the threads without a passage, as they are at this moment. */
  orphans(): ThreadId[] {
    return [...this.#orphans];
  }

  seen(thread: ThreadId): Seen | undefined {
    return this.#seen.get(thread);
  }

  /** Takes a thread in, or anew. One whose words cannot be found counts as an orphan until the keeper has looked. */
  put(doc: Y.Doc, { id, anchor }: Thread): void {
    this.#drop(id);
    if (anchor === undefined) return;
    const passage = anchor.state.is === 'orphaned' ? null : resolveSpan(doc, anchor.span);
    if (passage === null) this.#orphans.add(id);
    else this.#see(id, seenAt(doc, passage));
  }

  /** @returns the threads whose passages a change may have touched. */
  touchedBy({ touched, gone, isStructural }: Change): ReadonlySet<ThreadId> {
    const threads = new Set<ThreadId>(isStructural ? this.#spanning : []);
    for (const parts of [touched, gone.keys()])
      for (const part of parts)
        for (const thread of this.#byText.get(part) ?? []) threads.add(thread);
    return threads;
  }

  #see(id: ThreadId, seen: Seen): void {
    this.#seen.set(id, seen);
    if (seen.texts.length > 1) this.#spanning.add(id);
    for (const text of seen.texts) {
      const threads = this.#byText.get(text);
      if (threads) threads.add(id);
      else this.#byText.set(text, new Set([id]));
    }
  }

  #drop(id: ThreadId): void {
    for (const text of this.#seen.get(id)?.texts ?? []) {
      const threads = this.#byText.get(text);
      threads?.delete(id);
      if (threads?.size === 0) this.#byText.delete(text);
    }
    this.#seen.delete(id);
    this.#spanning.delete(id);
    this.#orphans.delete(id);
  }
}

function seenAt(doc: Y.Doc, { start, end }: Passage): Seen {
  const texts: Y.XmlText[] = [];
  for (const { text } of textsFrom(start.text)) {
    texts.push(text);
    if (text === end.text) break;
  }
  return { texts, quote: readQuote(bodyOf(doc), start, end) };
}
