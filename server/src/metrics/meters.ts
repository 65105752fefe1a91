/**
 * What is counted while a house runs. Plain numbers, so that an edit pays nothing worth speaking of; exposition.ts reads
 * them when it is asked. What is measured in time is handed to an observer, where there is one.
 */
import type { ActName } from '@gloss/shared/rules/acts';
import type { RefusalCode } from '@gloss/shared/words/refusal';

import type { Answered } from '../gate/world.ts';
import type { Guest } from '../room/guest.ts';

export type Door = 'text' | 'docket';

/** Takes what is measured and not counted. Seconds throughout. */
export interface Observer {
  commit(seconds: number, batches: number, entries: number): void;
  checkpoint(seconds: number): void;
  request(request: Answered): void;
}

export class Meters {
  editsReceived = 0;
  presenceMoves = 0;
  /** Questions for what is missing: one for each time somebody joins or comes back. */
  joins = 0;
  signIns = 0;
  readonly editsRefused = new Tallies<RefusalCode>();
  readonly acts = new Tallies<ActName>();
  readonly actsRefused = new Tallies<RefusalCode>();
  readonly signInsRefused = new Tallies<RefusalCode>();
  readonly checkpoints = new Tallies<'taken' | 'failed'>();
  /** By code; what is no code of ours, nor one that browsers send by themselves, is `other`. */
  readonly closes = new Tallies<string>();
  /** Upgrades that were answered by HTTP and no socket. */
  readonly turnedAway = new Tallies<string>();
  /** Everybody whose socket is open, by the document they opened. */
  readonly guests: Readonly<Record<Door, Set<Guest>>> = { text: new Set(), docket: new Set() };
  observer: Observer | null = null;

  /** Edits that were taken when the newest commit began; null while the journal rests. */
  #takenBefore: number | null = null;
  /** Edits that were taken when the newest commit that has ended began. */
  #onDisk = 0;
  #acknowledged = 0;
  #commitBegan: number | null = null;

  /** Edits that were judged, applied and handed to the journal. */
  get editsTaken(): number {
    return this.editsReceived - this.editsRefused.sum;
  }

  /** Edits that are on disk, and acknowledged. */
  get editsAcknowledged(): number {
    // A counter that went back would read as a restart.
    const now = this.#takenBefore === null ? this.editsTaken : this.#onDisk;
    this.#acknowledged = Math.max(this.#acknowledged, now);
    return this.#acknowledged;
  }

  /** How long the commit under way has taken so far, in seconds; 0 where none is. */
  get commitAge(): number {
    return this.#commitBegan === null ? 0 : (performance.now() - this.#commitBegan) / 1000;
  }

  commitBegins(): void {
    this.#takenBefore = this.editsTaken;
    this.#commitBegan = performance.now();
  }

  commitEnds({ batches, entries, ms }: { batches: number; entries: number; ms: number }): void {
    this.#onDisk = this.#takenBefore ?? this.#onDisk;
    this.#commitBegan = null;
    this.observer?.commit(ms / 1000, batches, entries);
  }

  rests(): void {
    this.#takenBefore = null;
  }

  checkpointEnds({ isTaken, ms }: { isTaken: boolean; ms: number }): void {
    this.checkpoints.add(isTaken ? 'taken' : 'failed');
    this.observer?.checkpoint(ms / 1000);
  }
}

/** Counts by name. The names come from closed lists, so there are never many. */
export class Tallies<Name extends string> {
  readonly #counts = new Map<Name, number>();
  #sum = 0;

  get sum(): number {
    return this.#sum;
  }

  add(name: Name): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    this.#sum += 1;
  }

  entries(): IterableIterator<[Name, number]> {
    return this.#counts.entries();
  }
}
