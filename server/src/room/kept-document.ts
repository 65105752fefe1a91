/** A Yjs document in memory, with all that is needed to make it again: its checkpoint and every entry since. */
import type { AccountId, Instant } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import type { DocumentName } from '../journal/document.ts';
import type { Checkpoint, Entry, Stored } from '../journal/journal.ts';
import { serverAccount } from '../journal/journal.ts';
import { replayInto, updatesOf } from '../journal/replay.ts';
import type { Answered } from './answers.ts';
import { Answers, largeBytes, updatesAlong } from './answers.ts';
import { Feed } from './feed.ts';
import { Turns } from './turns.ts';

interface Since {
  readonly seq: number;
  readonly update: Uint8Array;
}

export class KeptDocument implements Answered {
  readonly name: DocumentName;
  readonly feed: Feed;
  readonly answers = new Answers(this);
  readonly turns = new Turns();
  /** Yjs client id → whose it is; the server's own among them, before its first use. */
  readonly clients: Map<number, AccountId>;
  #doc: Y.Doc | undefined;
  #seq: number;
  #stored: Checkpoint | null;
  /** Entries after the checkpoint. */
  #since: Since[];
  #sinceBytes: number;

  /** Throws where what is stored cannot be applied or has gaps: better no document than less than was written. */
  constructor(name: DocumentName, stored: Stored) {
    this.name = name;
    this.clients = new Map(stored.clients);
    this.#stored = stored.checkpoint;
    this.#since = stored.entries.map(({ seq, update }) => ({ seq, update }));
    this.#sinceBytes = bytesOf(this.#since);
    this.#seq = stored.entries.at(-1)?.seq ?? stored.checkpoint?.seq ?? 0;
    this.feed = new Feed(this.#seq);
    if (!mayStayPacked(stored)) this.#doc = this.#made();
  }

  get doc(): Y.Doc {
    return (this.#doc ??= this.#made());
  }

  /** Whether the document was made: a large one that is only read is sent as it is stored. */
  get isUnpacked(): boolean {
    return this.#doc !== undefined;
  }

  /** What is stored of it, in bytes. */
  get bytes(): number {
    return (this.#stored?.state.length ?? 0) + this.#sinceBytes;
  }

  get stored(): Checkpoint | null {
    return this.#stored;
  }

  /** The seq of the last entry applied; it may still be on its way to the disk. */
  get seq(): number {
    return this.#seq;
  }

  /** How many entries there are since the last checkpoint. */
  get entriesSince(): number {
    return this.#since.length;
  }

  /** @returns the updates after a seq, or null where they are in the checkpoint. */
  since(seq: number): Uint8Array[] | null {
    if (seq < (this.#stored?.seq ?? 0)) return null;
    const count = this.#seq - seq;
    return count === 0 ? [] : this.#since.slice(-count).map(({ update }) => update);
  }

  /** Gives what was just applied its place in the order of events. The caller journals the entry. */
  entered(update: Uint8Array, account: AccountId, at: Instant): Entry {
    this.#seq += 1;
    this.#since.push({ seq: this.#seq, update });
    this.#sinceBytes += update.length;
    return { document: this.name, seq: this.#seq, update, account, at };
  }

  /** Makes the document anew without what was applied and not entered. Its parts are other objects afterwards. */
  rebuild(): void {
    this.#doc?.destroy();
    this.#doc = this.#made();
  }

  /** The checkpoint is stored: entries before it are no longer needed here. */
  checkpointed(checkpoint: Checkpoint): void {
    this.#stored = checkpoint;
    this.#since = this.#since.filter(({ seq }) => seq > checkpoint.seq);
    this.#sinceBytes = bytesOf(this.#since);
  }

  #made(): Y.Doc {
    const doc = stateOf({ checkpoint: this.#stored, entries: this.#since });
    this.clients.set(doc.clientID, serverAccount);
    return doc;
  }
}

function bytesOf(since: readonly Since[]): number {
  return since.reduce((sum, { update }) => sum + update.length, 0);
}

/**
 * A large checkpoint was proven before it counted and its checksum is right, so its readers need not wait until it is unpacked.
 * Where that should fail later on, the draft is given up. And a docket of which nothing is stored is made for its first reader.
 */
function mayStayPacked({ checkpoint, entries }: Stored): boolean {
  if (checkpoint === null) return entries.length === 0;
  return checkpoint.state.length >= largeBytes && entries.length <= updatesAlong;
}

/** @returns the document of a checkpoint and the entries after it. Throws where they leave a gap. */
export function stateOf({
  checkpoint,
  entries,
}: {
  readonly checkpoint: { readonly state: Uint8Array } | null;
  readonly entries: readonly Since[];
}): Y.Doc {
  // Yjs would draw the guid of each document digit by digit. Nobody asks for it.
  const doc = new Y.Doc({ gc: true, guid: '' });
  replayInto(doc, updatesOf({ checkpoint, entries }));
  if (isWaiting(doc)) throw new Error('A stored document refers to what was never stored.');
  return doc;
}

/** @returns whether Yjs holds back parts that refer to something it never got. Such a state must never be stored. */
export function isWaiting({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
