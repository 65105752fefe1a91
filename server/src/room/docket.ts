/** A draft's docket in memory: its threads, and the keeper that lets their anchors follow the text. docket-room.ts is its door. */
import { writeUpdate } from '@gloss/shared/wire/frames';
import type { AccountId, Instant, ThreadId } from '@gloss/shared/words/ids';
import type { Thread } from '@gloss/shared/words/thread';

import type { Entry } from '../journal/journal.ts';
import { serverAccount } from '../journal/journal.ts';
import type { Change } from './change.ts';
import type { Followed } from './keeper.ts';
import { Keeper } from './keeper.ts';
import type { KeptDocument } from './kept-document.ts';
import type { Follower } from './text-room.ts';
import { ThreadShelf } from './thread-shelf.ts';

export class Docket implements Follower {
  readonly #docket: KeptDocument;
  readonly #text: KeptDocument;
  /** Both are made when they are first needed: many a draft is only read. */
  #threads: ThreadShelf | undefined;
  #keeper: Keeper | undefined;
  #onLost: (() => void) | undefined;

  constructor(docket: KeptDocument, text: KeptDocument) {
    this.#docket = docket;
    this.#text = text;
  }

  get threads(): ThreadShelf {
    return (this.#threads ??= new ThreadShelf(this.#docket.doc));
  }

  /** Whether words that were lost are still to be searched for: `searchOn` does so. */
  get isSearching(): boolean {
    return this.#keeper?.isSearching ?? false;
  }

  /** @param run called when so much was lost, now or before an end of the server, that some of it is still to be searched for. */
  whenLost(run: () => void): void {
    this.#onLost = run;
  }

  /** Searches on for some milliseconds. @returns the docket's entry where something was found. */
  searchOn(at: Instant): Entry | null {
    // The text is half of what it will be: nothing can be said of it before it is whole again.
    if (this.#text.turns.isTaken) return null;
    const threadOf = (id: ThreadId) => this.threads.thread(id);
    const found = this.#keeper?.searchOn({ seq: this.#text.seq, at }, threadOf) ?? [];
    return found.length > 0 ? this.write(found, serverAccount, at) : null;
  }

  follow(edit: Followed): Entry | null {
    const moved = this.#follow(edit);
    return moved.length === 0 ? null : this.write(moved, serverAccount, edit.at);
  }

  reread(): void {
    this.#keeper = undefined;
  }

  /**
   * Call before a change that is to be followed: the keeper has to have seen the passages as they were. A docket without
   * threads needs no keeper.
   */
  watch(): void {
    if (this.#docket.seq === 0 || this.#keeper) return;
    this.#keeper = new Keeper(this.#text.doc, this.threads.all());
    if (this.#keeper.isSearching) this.#onLost?.();
  }

  /** @returns the threads a change moved, as they now are; the caller writes them. `except` is left alone. */
  unsettledBy(change: Change, seq: number, at: Instant, except?: ThreadId): Thread[] {
    return this.#follow({ change, seq, at }, except);
  }

  #follow(followed: Followed, except?: ThreadId): Thread[] {
    if (!this.#keeper) return [];
    const threadOf = (id: ThreadId) => (id === except ? undefined : this.threads.thread(id));
    const moved = this.#keeper.follow(followed, threadOf);
    if (this.#keeper.isSearching) this.#onLost?.();
    return moved;
  }

  /** Writes threads as they now are, in one step. Everyone is told once the returned entry is on disk. */
  write(threads: readonly Thread[], account: AccountId, at: Instant): Entry {
    const updates: Uint8Array[] = [];
    const onUpdate = (update: Uint8Array) => updates.push(update);
    this.#docket.doc.on('update', onUpdate);
    this.threads.write(threads);
    this.#docket.doc.off('update', onUpdate);
    const [update] = updates;
    if (!update) throw new Error('Threads were written that had not changed.');
    const entry = this.#docket.entered(update, account, at);
    this.#docket.feed.tell(entry.seq, writeUpdate(update), null);
    return entry;
  }

  /** An anchor was set by an act: the keeper looks after it from now on. */
  keep(thread: Thread): void {
    this.watch();
    this.#keeper?.put(thread);
  }
}
