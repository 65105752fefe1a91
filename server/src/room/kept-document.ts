import type { AccountId, Instant } from '@gloss/shared/words/ids';
/** A Yjs document in memory, with all that is needed to make it again: its checkpoint and every entry since. */
import * as Y from 'yjs';

import type { DocumentName } from '../journal/document.ts';
import type { Entry, Stored } from '../journal/journal.ts';
import { serverAccount } from '../journal/journal.ts';
import { Feed } from './feed.ts';

export class KeptDocument {
  readonly name: DocumentName;
  readonly feed: Feed;
  /** Yjs client id → whose it is; the server's own among them, before its first use. */
  readonly clients: Map<number, AccountId>;
  #doc: Y.Doc;
  #seq: number;
  #base: { readonly seq: number; readonly state: Uint8Array } | null;
  #since: { readonly seq: number; readonly update: Uint8Array }[];
  #whole: { readonly seq: number; readonly state: Uint8Array } | null = null;

  /** Throws where what is stored cannot be applied or has gaps: better no document than less than was written. */
  constructor(name: DocumentName, stored: Stored) {
    this.name = name;
    this.clients = new Map(stored.clients);
    this.#base = stored.checkpoint;
    this.#since = stored.entries.map(({ seq, update }) => ({ seq, update }));
    this.#seq = stored.entries.at(-1)?.seq ?? stored.checkpoint?.seq ?? 0;
    this.feed = new Feed(this.#seq);
    this.#doc = this.#made();
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  /** The seq of the last entry applied; it may still be on its way to the disk. */
  get seq(): number {
    return this.#seq;
  }

  /** How many entries there are since the last checkpoint. */
  get entriesSince(): number {
    return this.#since.length;
  }

  /** Gives what was just applied its place in the order of events. The caller journals the entry. */
  entered(update: Uint8Array, account: AccountId, at: Instant): Entry {
    this.#seq += 1;
    this.#since.push({ seq: this.#seq, update });
    return { document: this.name, seq: this.#seq, update, account, at };
  }

  /** Makes the document anew without what was applied and not entered. Its parts are other objects afterwards. */
  rebuild(): void {
    this.#doc.destroy();
    this.#doc = this.#made();
  }

  /** The checkpoint up to `seq` is stored: entries before it are no longer needed here. */
  checkpointed(seq: number, state: Uint8Array): void {
    this.#base = { seq, state };
    this.#since = this.#since.filter((entry) => entry.seq > seq);
  }

  /** @returns what someone with this state vector lacks. Throws on bytes that are none. */
  stateBeyond(stateVector: Uint8Array): Uint8Array {
    if (Y.decodeStateVector(stateVector).size > 0)
      return Y.encodeStateAsUpdate(this.#doc, stateVector);
    // Everyone who opens the draft for the first time gets the same bytes: encoded once per state.
    if (this.#whole?.seq !== this.#seq)
      this.#whole = { seq: this.#seq, state: Y.encodeStateAsUpdate(this.#doc) };
    return this.#whole.state;
  }

  #made(): Y.Doc {
    const doc = stateOf({ checkpoint: this.#base, entries: this.#since });
    this.clients.set(doc.clientID, serverAccount);
    return doc;
  }
}

/** @returns the document of a checkpoint and the entries after it. Throws where they leave a gap. */
export function stateOf({
  checkpoint,
  entries,
}: {
  readonly checkpoint: { readonly state: Uint8Array } | null;
  readonly entries: readonly { readonly update: Uint8Array }[];
}): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  doc.transact(() => {
    if (checkpoint) Y.applyUpdate(doc, checkpoint.state);
    for (const { update } of entries) Y.applyUpdate(doc, update);
  });
  if (isWaiting(doc)) throw new Error('A stored document refers to what was never stored.');
  return doc;
}

/** @returns whether Yjs holds back parts that refer to something it never got. Such a state must never be stored. */
export function isWaiting({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
