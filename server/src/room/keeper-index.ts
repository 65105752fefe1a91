/** Which threads speak about which texts, and what their passages read when last looked at. Beneath keeper.ts. */
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote, resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { textsBetween } from '@gloss/shared/text/reading';
import type { Anchor, Quote } from '@gloss/shared/words/anchor';
import type { ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import { blockItemOf, nextBlock } from './change.ts';
import type { Change } from './change.ts';
import { sameWords } from './keeper-search.ts';
import { WantedWords } from './wanted-words.ts';

/** A passage as it was after the last change: its words then, which may differ from those first annotated. */
export interface Seen {
  /** Those it ran over, in order; none where it was not found when the draft was opened. */
  readonly texts: readonly Y.XmlText[];
  readonly quote: Quote;
}

export class KeeperIndex {
  readonly #seen = new Map<ThreadId, Seen>();
  readonly #byText = new Map<Y.XmlText | Y.XmlElement, Set<ThreadId>>();
  /** Threads whose passage runs over more than one text, at each top-level block of it: something may be put between. */
  readonly #byBlock = new Map<Y.Item, Set<ThreadId>>();
  readonly #blocks = new Map<ThreadId, readonly Y.Item[]>();
  readonly #wanted = new WantedWords();
  /** Read from the docket with an anchor that says something else than the text: the next look settles them. */
  readonly #unsettled = new Set<ThreadId>();

  /** Takes a thread in, or anew. */
  put(doc: Y.Doc, { id, anchor }: Thread): void {
    this.#drop(id);
    if (anchor === undefined) return;
    const { state, quote } = anchor;
    if (state.is === 'orphaned') return this.#wanted.put(id, readingsOf(anchor));
    const passage = resolveSpan(doc, anchor.span);
    const seen = passage ? seenAt(doc, passage) : null;
    const isTrue = state.is !== 'anchored' || sameWords(seen?.quote.exact ?? '', quote.exact);
    this.#see(doc, id, {
      texts: seen?.texts ?? [],
      quote: (isTrue && seen?.quote) || lastRead(anchor),
    });
    if (seen === null || !isTrue) this.#unsettled.add(id);
    if (state.is === 'moved' && state.confirm) this.#wanted.put(id, readingsOf(anchor));
  }

  /** @returns the threads whose passages a change may have touched, and what these were before it. */
  touchedBy(doc: Y.Doc, change: Change): Map<ThreadId, Seen> {
    const threads = new Map<ThreadId, Seen>();
    const add = (ids: Iterable<ThreadId>) => {
      for (const id of ids) {
        const seen = this.#seen.get(id);
        if (seen) threads.set(id, seen);
      }
    };
    add(this.#unsettled);
    for (const parts of [change.touched, change.gone.keys()])
      for (const part of parts) {
        add(this.#byText.get(part) ?? []);
        if (this.#byBlock.size > 0)
          for (const block of blocksBy(doc, part, change)) add(this.#byBlock.get(block) ?? []);
      }
    return threads;
  }

  /** @returns the threads whose words may have come with a change. */
  wantedBy(change: Change): Set<ThreadId> {
    return this.#wanted.cameWith(change);
  }

  #see(doc: Y.Doc, id: ThreadId, seen: Seen): void {
    this.#seen.set(id, seen);
    for (const text of seen.texts) addTo(this.#byText, text, id);
    const blocks = seen.texts.length > 1 ? blocksOf(doc, seen.texts) : [];
    for (const block of blocks) addTo(this.#byBlock, block, id);
    if (blocks.length > 0) this.#blocks.set(id, blocks);
  }

  #drop(id: ThreadId): void {
    for (const text of this.#seen.get(id)?.texts ?? []) dropFrom(this.#byText, text, id);
    for (const block of this.#blocks.get(id) ?? []) dropFrom(this.#byBlock, block, id);
    this.#seen.delete(id);
    this.#blocks.delete(id);
    this.#unsettled.delete(id);
    this.#wanted.drop(id);
  }
}

function addTo<Key>(threads: Map<Key, Set<ThreadId>>, key: Key, id: ThreadId): void {
  const there = threads.get(key);
  if (there) there.add(id);
  else threads.set(key, new Set([id]));
}

function dropFrom<Key>(threads: Map<Key, Set<ThreadId>>, key: Key, id: ThreadId): void {
  const there = threads.get(key);
  there?.delete(id);
  if (there?.size === 0) threads.delete(key);
}

/** What its words may read when they come back. */
function readingsOf({ quote, state }: Anchor): string[] {
  const last = state.is === 'orphaned' ? state.reads : undefined;
  return last === undefined ? [quote.exact] : [last, quote.exact];
}

function seenAt(doc: Y.Doc, { start, end }: Passage): Seen {
  const texts = [...textsBetween(start, end)].map(({ text }) => text);
  return { texts, quote: readQuote(bodyOf(doc), start, end) };
}

/** What the docket says that a passage reads. */
function lastRead({ quote, state }: Anchor): Quote {
  const exact = state.is === 'edited' || state.is === 'moved' ? state.reads : quote.exact;
  return { ...quote, exact };
}

/** The top-level blocks from the first of these texts to the last: also those between them in which nothing stands yet. */
function blocksOf(doc: Y.Doc, texts: readonly Y.XmlText[]): Y.Item[] {
  const [first, last] = [texts[0], texts.at(-1)].map((text) =>
    text ? blockItemOf(text, bodyOf(doc)) : null,
  );
  const blocks: Y.Item[] = [];
  for (let at = first ?? null; at; at = nextBlock(at, 'right')) {
    blocks.push(at);
    if (at === last) break;
  }
  return blocks;
}

/** The block a part stands in; where that is new, also the one before it: it may have come into a passage. */
function* blocksBy(
  doc: Y.Doc,
  part: Y.XmlText | Y.XmlElement,
  { newFrom }: Change,
): Generator<Y.Item> {
  const block = blockItemOf(part, bodyOf(doc));
  if (block === null) return;
  yield block;
  const isNew = block.id.clock >= (newFrom.get(block.id.client) ?? Infinity);
  const before = isNew && !block.deleted ? nextBlock(block, 'left') : null;
  if (before) yield before;
}
