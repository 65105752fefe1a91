/**
 * What a document has to say to its guests, held back until what it speaks of is on disk, then sent in the order in which
 * it was said. So nobody is told, answered or acknowledged ahead of the journal. delivery.ts says who gets what.
 */
import type { Due } from './delivery.ts';
import { delivering } from './delivery.ts';
import type { Guest } from './guest.ts';
import type { Work } from './turns.ts';
import { atOnce } from './turns.ts';

/** Something to do once the journal has the document up to `after`. */
type Held =
  | (Due & { readonly after: number })
  | { readonly is: 'then'; readonly after: number; readonly run: () => void };

export class Feed {
  /** Guest → the seq its answer held; it is told what comes after. Absent before its first answer. */
  readonly #told = new Map<Guest, number>();
  readonly #guests = new Set<Guest>();
  #held: Held[] = [];
  #onDisk: number;
  #willRelease = false;
  /** What is being told to many. Ends before anything else is said. */
  #telling: Work<void> | null = null;
  #isDismissed = false;

  /** @param onDisk the seq of the last entry that was loaded. */
  constructor(onDisk: number) {
    this.#onDisk = onDisk;
  }

  get isDeserted(): boolean {
    return this.#guests.size === 0;
  }

  /** How many are told what is new. */
  get audience(): number {
    return this.#told.size;
  }

  /** The seq of the last entry known to be on disk. */
  get onDisk(): number {
    return this.#onDisk;
  }

  enter(guest: Guest): void {
    this.#guests.add(guest);
    if (this.#isDismissed) guest.sendAway();
  }

  leave(guest: Guest): void {
    this.#guests.delete(guest);
    this.#told.delete(guest);
  }

  /** Nothing more will be told here, nor to whoever was about to enter. */
  dismiss(): void {
    this.#isDismissed = true;
    for (const guest of this.#guests) guest.sendAway();
  }

  /**
   * Answers a guest with the state at `seq`. From its first answer on it is told everything after that. Guests who are
   * answered the same should get the same array: it is put together once.
   */
  answer(guest: Guest, seq: number, frames: readonly Uint8Array[]): void {
    if (!this.#guests.has(guest)) return;
    if (!this.#told.has(guest)) this.#told.set(guest, seq);
    this.#hold({ is: 'answer', after: seq, to: guest, frames });
  }

  /** Tells a writer how many of its update messages are on disk, once `seq` is. */
  acknowledge(guest: Guest, seq: number, count: number): void {
    this.#hold({ is: 'acknowledgement', after: seq, to: guest, count });
  }

  /** Tells everyone but its writer of entry `seq`. */
  tell(seq: number, frame: Uint8Array, by: Guest | null): void {
    this.#hold({ is: 'news', after: seq, by, frame });
  }

  /** Runs once `seq` is on disk and everything said before has been sent. */
  afterwards(seq: number, run: () => void): void {
    this.#hold({ is: 'then', after: seq, run });
  }

  /** The journal has the document up to `seq`. What one commit sets free goes out together. */
  committed(seq: number): void {
    this.#onDisk = Math.max(this.#onDisk, seq);
    this.#releaseSoon();
  }

  #hold(held: Held): void {
    this.#held.push(held);
    if (held.after <= this.#onDisk) this.#releaseSoon();
  }

  /** A group commit settles many appends in one turn: waiting for the end of it makes one write per socket of them. */
  #releaseSoon(): void {
    if (this.#willRelease) return;
    this.#willRelease = true;
    queueMicrotask(() => {
      this.#willRelease = false;
      this.#release();
    });
  }

  #release(): void {
    if (this.#telling) atOnce(this.#telling);
    const end = this.#held.findIndex(({ after }) => after > this.#onDisk);
    const free = end === -1 ? this.#held : this.#held.slice(0, end);
    this.#held = end === -1 ? [] : this.#held.slice(end);
    let due: Due[] = [];
    for (const held of free) {
      if (held.is === 'then') {
        atOnce(delivering(due, this.#told));
        due = [];
        held.run();
      } else due.push(held);
    }
    this.#goOn((this.#telling = delivering(due, this.#told)));
  }

  #goOn(telling: Work<void>): void {
    if (this.#telling !== telling) return;
    if (telling.next().done) this.#telling = null;
    else setImmediate(() => this.#goOn(telling));
  }
}
