/** What one edit did to a text document: seen while Yjs still holds the deleted parts, used by check and keeper. */
import { bodyOf } from '@gloss/shared/text/body';
import * as Y from 'yjs';

/** Where a top-level block stood: the nearest live blocks before and after it; itself twice while it stands. */
export interface Neighbours {
  readonly before: Y.Item | null;
  readonly after: Y.Item | null;
}

export interface Change {
  /** V1; holds only what was new, whatever else the sender had put into theirs. */
  readonly update: Uint8Array;
  /** What Yjs tidied of the formats by itself, right after: it is in `update`, too. Null where it did not. */
  readonly tidied: Uint8Array | null;
  /** Parts whose children, characters or attributes changed and that still stand; top-level blocks that are new. */
  readonly touched: ReadonlySet<Y.XmlElement | Y.XmlText>;
  /** Texts that got new characters. */
  readonly written: ReadonlySet<Y.XmlText>;
  /** Texts that were deleted, and where their blocks stood. */
  readonly gone: ReadonlyMap<Y.XmlText, Neighbours>;
  /** Whether parts came or went, so that words may have been carried elsewhere. */
  readonly isStructural: boolean;
  /** Client id → the clock from which its content is new. */
  readonly newFrom: ReadonlyMap<number, number>;
  /**
   * Whether it put anything where an editor never does: replicas would not agree on it, or would count what nobody sees.
   */
  readonly hasOddParts: boolean;
  /** Whether it is nothing but typing: characters right behind others, and characters gone. Such a text still fits its schema. */
  readonly isTyping: boolean;
}

/**
 * Runs something that writes the document and sees what it did.
 * @returns null where nothing changed. Throws what `run` throws; the document may then be half changed.
 */
export function changeIn(doc: Y.Doc, run: () => void): Change | null {
  const seen = new Seen(doc);
  try {
    run();
  } finally {
    seen.ends();
  }
  return seen.change();
}

/** Sees what becomes of a document from now on, in as many transactions as it takes: Yjs tidies formatting in one of its own. */
export class Seen {
  readonly updates: Uint8Array[] = [];
  readonly #doc: Y.Doc;
  readonly #body: Y.XmlFragment;
  readonly touched = new Set<Y.XmlElement | Y.XmlText>();
  readonly #written = new Set<Y.XmlText>();
  readonly #gone = new Map<Y.XmlText, Neighbours>();
  readonly #newFrom = new Map<number, number>();
  #isStructural = false;
  #isTyping = true;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#body = bodyOf(doc);
    doc.on('afterTransaction', this.#onTransaction);
    doc.on('update', this.#onUpdate);
  }

  ends(): void {
    this.#doc.off('afterTransaction', this.#onTransaction);
    this.#doc.off('update', this.#onUpdate);
  }

  readonly #onTransaction = (transaction: Y.Transaction) => this.#add(transaction);
  readonly #onUpdate = (update: Uint8Array) => void this.updates.push(update);

  #add(transaction: Y.Transaction): void {
    const standing = new Standing();
    for (const part of transaction.changed.keys()) this.#addChanged(part);
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!isCharacters(struct)) this.#isTyping = false;
      const part = partIn(struct);
      if (part === null) return;
      this.#isStructural = true;
      if (part instanceof Y.XmlText)
        this.#gone.set(part, standing.around(blockItemOf(part, this.#body)));
    });
    for (const [client, clock] of transaction.afterState) {
      const from = transaction.beforeState.get(client) ?? 0;
      if (clock === from) continue;
      this.#newFrom.set(client, Math.min(from, this.#newFrom.get(client) ?? from));
      this.#addWritten(transaction.doc.store.clients.get(client) ?? [], from);
    }
  }

  /** @returns what became of it where the first transaction was the edit; null where nothing changed. */
  change(): Change | null {
    const [first, ...more] = this.updates;
    if (!first) return null;
    if (more.length === 0) return this.changeTo(first, null);
    return this.changeTo(Y.mergeUpdates(this.updates), Y.mergeUpdates(more));
  }

  /** @returns what became of it, where the caller knows how its updates read as one. */
  changeTo(update: Uint8Array, tidied: Uint8Array | null): Change {
    // A neighbour may have gone in a later transaction.
    const standing = new Standing();
    return {
      update,
      tidied,
      touched: this.touched,
      written: this.#written,
      gone: new Map(
        [...this.#gone].map(([text, { before, after }]) => [
          text,
          { before: standing.to('left', before), after: standing.to('right', after) },
        ]),
      ),
      isStructural: this.#isStructural,
      newFrom: this.#newFrom,
      hasOddParts: this.#hasOddParts(),
      isTyping: this.#isTyping,
    };
  }

  /** Asked once all is there: what comes in many transactions may be odd until the last of them. */
  #hasOddParts(): boolean {
    for (const [client, from] of this.#newFrom) {
      const structs = this.#doc.store.clients.get(client) ?? [];
      for (let at = structs.length - 1; at >= 0; at--) {
        const struct = structs[at];
        if (!struct || struct.id.clock + struct.length <= from) break;
        if (struct instanceof Y.Item && !struct.deleted && isOdd(struct)) return true;
      }
    }
    return false;
  }

  #addChanged(part: unknown): void {
    if (part instanceof Y.XmlText || part instanceof Y.XmlElement) this.touched.add(part);
    if (!(part instanceof Y.XmlText)) this.#isStructural = true;
  }

  #addWritten(structs: readonly (Y.Item | Y.GC)[], from: number): void {
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at];
      if (!struct || struct.id.clock + struct.length <= from) return;
      if (!(struct instanceof Y.Item) || struct.deleted) continue;
      if (!isContinued(struct)) this.#isTyping = false;
      const { parent } = struct;
      const part = partIn(struct);
      if (part && parent === this.#body) this.touched.add(part);
      if (struct.content instanceof Y.ContentString && parent instanceof Y.XmlText)
        this.#written.add(parent);
    }
  }
}

/** @returns the live blocks around the top-level block of a part, which may be deleted itself. */
export function neighboursOf(part: Y.XmlElement | Y.XmlText, body: Y.XmlFragment): Neighbours {
  return new Standing().around(blockItemOf(part, body));
}

/** Finds what still stands beside what is gone, in a document that stays as it is; walks over each gone part once. */
class Standing {
  readonly #found = {
    left: new Map<Y.Item, Y.Item | null>(),
    right: new Map<Y.Item, Y.Item | null>(),
  };

  around(block: Y.Item | null): Neighbours {
    return { before: this.to('left', block), after: this.to('right', block) };
  }

  /** @returns the item itself while it stands, or else the next one that does. */
  to(way: 'left' | 'right', from: Y.Item | null): Y.Item | null {
    const found = this.#found[way];
    const passed: Y.Item[] = [];
    let at = from;
    for (; at?.deleted === true && !found.has(at); at = at[way]) passed.push(at);
    const standing = at?.deleted === true ? (found.get(at) ?? null) : at;
    for (const each of passed) found.set(each, standing);
    return standing;
  }
}

/** @returns the item of the top-level block that a part stands in, deleted or not. */
export function blockItemOf(part: Y.XmlElement | Y.XmlText, body: Y.XmlFragment): Y.Item | null {
  let item = part._item;
  while (item && item.parent !== body) {
    const { parent }: Y.Item = item;
    item = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return item;
}

/** @returns the live block after (or before) this one. */
export function nextBlock(item: Y.Item, way: 'left' | 'right'): Y.Item | null {
  let at = item[way];
  while (at?.deleted) at = at[way];
  return at;
}

/** @returns how many of the characters between two offsets of a text came with this change. */
export function newBetween(
  text: Y.XmlText,
  from: number,
  to: number,
  newFrom: ReadonlyMap<number, number>,
): number {
  let count = 0;
  for (const run of newRunsIn(text, newFrom)) {
    if (run.from >= to) break;
    count += Math.max(0, Math.min(run.to, to) - Math.max(run.from, from));
  }
  return count;
}

/** The stretches of a text that came with this change, in order; two may touch. In characters from its start. */
export function* newRunsIn(
  text: Y.XmlText,
  newFrom: ReadonlyMap<number, number>,
): Generator<{ readonly from: number; readonly to: number }> {
  let offset = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { client, clock } = item.id;
    const end = offset + item.length;
    const starts = newFrom.get(client);
    // An item may begin with older characters of the same writer: Yjs joins what was typed in one go.
    const old = starts === undefined ? item.length : Math.max(0, starts - clock);
    if (old < item.length) yield { from: offset + old, to: end };
    offset = end;
  }
}

function isOdd(item: Y.Item): boolean {
  return item.parentSub === null ? !isInPlace(item) : !isAttribute(item);
}

/** One value, of an element, and the one that holds. */
function isAttribute(item: Y.Item): boolean {
  const { parent, parentSub, content, length } = item;
  return (
    parent instanceof Y.XmlElement &&
    content instanceof Y.ContentAny &&
    length === 1 &&
    parent._map.get(parentSub ?? '') === item
  );
}

function isCharacters(struct: unknown): struct is Y.Item {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString;
}

/** Whether characters stand right behind others: in the same text, under the same marks. */
function isContinued(item: Y.Item): boolean {
  const { left } = item;
  return isCharacters(item) && isCharacters(left) && !left.deleted;
}

/** Characters and marks in a text, elements and texts anywhere; what an element holds is for the schema to say. */
function isInPlace({ parent, content }: Y.Item): boolean {
  if (content instanceof Y.ContentString || content instanceof Y.ContentFormat)
    return parent instanceof Y.XmlText;
  return content instanceof Y.ContentType;
}

function partIn(struct: Y.Item | Y.GC): Y.XmlElement | Y.XmlText | null {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return null;
  const { type } = struct.content;
  return type instanceof Y.XmlElement || type instanceof Y.XmlText ? type : null;
}
