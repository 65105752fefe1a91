/**
 * Station 5 of 7, the room: an edit is judged, applied, remembered, acknowledged and told. Next:
 * server/src/journal/sqlite-journal.ts. The five verbs are `receive`; docket-room.ts keeps what is said about this text.
 */
import { writeUpdate } from '@gloss/shared/wire/frames';
import type { AccountId, Instant } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import * as Y from 'yjs';

import { draftOf } from '../journal/document.ts';
import type { Binding, Entry } from '../journal/journal.ts';
import { serverAccount } from '../journal/journal.ts';
import { isStateVector } from './answers.ts';
import type { Change } from './change.ts';
import { changeIn } from './change.ts';
import type { DraftJournal } from './draft-journal.ts';
import { fitsIn, fittingIn } from './fits.ts';
import type { Guest } from './guest.ts';
import type { Judged, Known, New, Writer } from './judge.ts';
import { judge, judging } from './judge.ts';
import type { Followed } from './keeper.ts';
import type { KeptDocument } from './kept-document.ts';
import { isWaiting } from './kept-document.ts';
import { mergingIn } from './long-merge.ts';
import { MergeBudget } from './merge-budget.ts';
import { Spells } from './noted.ts';
import { takesLong } from './pieces.ts';
import { Presence } from './presence.ts';
import type { Turns, Work } from './turns.ts';
import { atOnce } from './turns.ts';
import { typedOn } from './typed-on.ts';

/** One update message of a socket: its number on that socket, from 1, and the Yjs update. */
export interface Sent {
  readonly number: number;
  readonly update: Uint8Array;
}

/** What goes with an edit: the docket's anchors follow the text in the same batch. */
export interface Follower {
  /** Before a change: sees the passages as they are. */
  watch(): void;
  /** Moves the anchors that the change unsettled. @returns the docket's entry, or null where none moved. */
  follow(edit: Followed): Entry | null;
  /** The document was made anew: its parts are other objects now. */
  reread(): void;
}

export interface TextWorld {
  readonly journal: DraftJournal;
  readonly follower: Follower;
  now(): Instant;
}

/** An edit by the server itself, or by somebody through it, applied and not yet journalled. */
export interface OwnEdit<Value> {
  readonly value: Value;
  readonly change: Change;
  readonly entry: Entry;
  readonly bindings: readonly Binding[];
}

export class TextRoom {
  readonly #presence: Presence;
  readonly #kept: KeptDocument;
  readonly #world: TextWorld;
  readonly #spells: Spells;

  constructor(kept: KeptDocument, world: TextWorld) {
    this.#kept = kept;
    this.#world = world;
    this.#spells = new Spells(draftOf(kept.name));
    this.#presence = new Presence({
      doc: () => kept.doc,
      ownerOf: (client) => kept.clients.get(client),
      now: world.now,
    });
  }

  /** The text as it is in memory. For reading only, and at once: it may be made anew. */
  get doc(): Y.Doc {
    return this.#kept.doc;
  }

  /** Of the newest entry, which may still be on its way to the disk. */
  get seq(): number {
    return this.#kept.seq;
  }

  /** What is stored of it, about as many bytes as it takes on disk. */
  get bytes(): number {
    return this.#kept.bytes;
  }

  get isDeserted(): boolean {
    return this.#kept.feed.isDeserted;
  }

  /** Whatever reads or writes the text does so in its turn. */
  get turns(): Turns {
    return this.#kept.turns;
  }

  enter(guest: Guest): void {
    this.#kept.feed.enter(guest);
    this.#presence.enter(guest);
  }

  leave(guest: Guest): void {
    this.#presence.leave(guest);
    this.#kept.feed.leave(guest);
  }

  /** Answers a state vector with what is missing, once all of that is on disk; asks those who may write in return. */
  answer(guest: Guest, stateVector: Uint8Array): Ruling<void> {
    if (!isStateVector(stateVector)) return refuse('malformed');
    const { feed, seq, answers } = this.#kept;
    feed.answer(guest, seq, answers.to(stateVector));
    if (guest.mayWrite) feed.answer(guest, seq, answers.question);
    this.#presence.greet(guest);
    return grant(undefined);
  }

  /** Takes one update message, or refuses it and is as if it had never come. */
  receive(guest: Guest, sent: Sent): Ruling<void> {
    const done = this.taking(guest, sent);
    return 'ok' in done ? done : atOnce(done);
  }

  /** Does what `receive` does. @returns what is left to do where that lasts: nothing else may be done with the text until then. */
  taking(guest: Guest, { number, update }: Sent): Ruling<void> | Work<Ruling<void>> {
    const judged = judge(update, writerOf(guest), this.#known);
    if (!judged.ok) return judged;
    const isNew = judged.value.is === 'new';
    if (isNew && takesLong(judged.value.decoded, this.#kept.doc))
      return this.#goingOn(guest, number, judged.value);
    const applied = isNew ? this.#takeIn(judged.value) : grant(null);
    if (!applied.ok) return applied;
    this.#keepAndTell(guest, number, judged.value, applied.value);
    return grant(undefined);
  }

  /** Does what `receive` does, with stops: for a long update. Nothing else may be done with the text until it has ended. */
  *receiving(guest: Guest, { number, update }: Sent): Work<Ruling<void>> {
    const judged = yield* judging(update, writerOf(guest), this.#known);
    if (!judged.ok) return judged;
    yield;
    return yield* this.#goingOn(guest, number, judged.value);
  }

  *#goingOn(guest: Guest, number: number, judged: Judged): Work<Ruling<void>> {
    const isNew = judged.is === 'new';
    const applied = isNew ? yield* this.#takingIn(judged.decoded) : grant(null);
    if (!applied.ok) return applied;
    yield;
    this.#keepAndTell(guest, number, judged, applied.value);
    return grant(undefined);
  }

  /** Takes an awareness update: what the guest says of itself is shown to the others. */
  hear(guest: Guest, bytes: Uint8Array): void {
    this.#presence.hear(guest, bytes);
  }

  /** Runs once all that was applied so far is on disk, acknowledged and told. */
  afterwards(run: () => void): void {
    this.#kept.feed.afterwards(this.#kept.seq, run);
  }

  /**
   * Lets the server write the text; everyone is told once the entry is on disk. The caller journals it, in a batch with
   * what belongs to it. A refusal of `write` must have touched nothing. Null where nothing changed.
   */
  edit<Value>(
    at: Instant,
    write: (doc: Y.Doc, transaction: Y.Transaction) => Ruling<Value>,
  ): Ruling<OwnEdit<Value> | null> {
    const { doc } = this.#kept;
    this.#world.follower.watch();
    let written: Ruling<Value> = refuse('passage-changed');
    const change = changeIn(doc, () =>
      doc.transact((transaction) => (written = write(doc, transaction))),
    );
    if (!written.ok) return written;
    if (change === null) return grant(null);
    const entry = this.#kept.entered(change.update, serverAccount, at);
    this.#tell(change.update, null);
    const bindings = [{ document: entry.document, client: doc.clientID, account: serverAccount }];
    return grant({ value: written.value, change, entry, bindings });
  }

  /**
   * Takes an edit that was made of somebody's file: judged as if their own socket had sent it, whatever its size. The caller
   * journals it. Null where nothing in it was new.
   */
  take(update: Uint8Array, account: AccountId, at: Instant): Ruling<OwnEdit<null> | null> {
    const writer = { account, mayWrite: true, isFromFile: true };
    const judged = judge(update, writer, this.#known);
    if (!judged.ok) return judged;
    if (judged.value.is === 'nothing-new') return grant(null);
    // Made by our own code, it is as long as the file and no slower.
    const applied = this.#apply(judged.value.update, null);
    if (!applied.ok) return applied;
    const change = applied.value;
    if (change === null) return grant(null);
    const entry = this.#kept.entered(change.update, account, at);
    this.#tell(change.update, null);
    return grant({
      value: null,
      change,
      entry,
      bindings: this.#bind(account, judged.value.clients),
    });
  }

  get #known(): Known {
    const { doc, clients, bytes } = this.#kept;
    return { doc, clients, bytes, presentAs: (client) => this.#presence.ownerOf(client) };
  }

  #takeIn({ update, alone }: New): Ruling<Change | null> {
    this.#world.follower.watch();
    const typed = alone && typedOn(this.#kept.doc, alone);
    return typed ? grant(typed) : this.#apply(update, new MergeBudget());
  }

  /** Only a broken or hostile editor's update fails here: it was neither stored nor shown, so the room forgets it. */
  #apply(update: Uint8Array, budget: MergeBudget | null): Ruling<Change | null> {
    const { doc } = this.#kept;
    this.#world.follower.watch();
    try {
      const change = changeIn(doc, () => Y.applyUpdate(doc, update, budget));
      const fits = isWaiting(doc) ? refuse('update-gap') : fitsIn(doc, change);
      if (fits.ok) return grant(change);
      this.#forget();
      return fits;
    } catch {
      this.#forget();
      return refuse('update-invalid');
    }
  }

  *#takingIn(decoded: New['decoded']): Work<Ruling<Change | null>> {
    const { doc } = this.#kept;
    this.#world.follower.watch();
    yield;
    try {
      const change = yield* mergingIn(doc, decoded, new MergeBudget());
      const fits = isWaiting(doc) ? refuse('update-gap') : yield* fittingIn(doc, change);
      if (fits.ok) return grant(change);
      this.#forget();
      return fits;
    } catch {
      this.#forget();
      return refuse('update-invalid');
    }
  }

  #forget(): void {
    this.#kept.rebuild();
    this.#world.follower.reread();
  }

  #keepAndTell(guest: Guest, number: number, judged: Judged, change: Change | null): void {
    if (change && judged.is === 'new') this.#remember(guest, change, judged.clients);
    this.#acknowledge(guest, number);
    if (change) this.#tell(change.update, guest);
    // The writer's own replica does not tidy what is written in it, and would read something else from the next edit there on.
    if (change?.tidied) this.#tell(change.tidied, null);
  }

  #remember({ participant: { account } }: Guest, change: Change, clients: readonly number[]): void {
    const at = this.#world.now();
    const entry = this.#kept.entered(change.update, account, at);
    const moved = this.#world.follower.follow({ change, seq: entry.seq, at, by: account });
    void this.#world.journal.remember({
      entries: moved ? [entry, moved] : [entry],
      bindings: this.#bind(account, clients),
      record: this.#spells.wrote(account, at),
      audience: this.#kept.feed.audience,
    });
  }

  /** Client ids belong to whoever uses them first. @returns those that are new. */
  #bind(account: AccountId, clients: readonly number[]): Binding[] {
    const unbound = clients.filter((client) => !this.#kept.clients.has(client));
    for (const client of unbound) this.#kept.clients.set(client, account);
    return unbound.map((client) => ({ document: this.#kept.name, client, account }));
  }

  #acknowledge(guest: Guest, count: number): void {
    this.#kept.feed.acknowledge(guest, this.#kept.seq, count);
  }

  #tell(update: Uint8Array, by: Guest | null): void {
    this.#kept.feed.tell(this.#kept.seq, writeUpdate(update), by);
  }
}

function writerOf({ participant: { account }, mayWrite }: Guest): Writer {
  return { account, mayWrite };
}
