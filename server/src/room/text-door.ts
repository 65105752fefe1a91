/** Where sockets reach a text: each in its turn, and an update that is long in slices. What is done in turn is text-room.ts. */
import type { Ruling } from '@gloss/shared/words/refusal';
import type * as Y from 'yjs';

import type { Guest } from './guest.ts';
import type { Sent, TextRoom } from './text-room.ts';

/** Says how it went: at once, or, where others come first or it lasts, later. */
export type Answer = Ruling<void> | Promise<Ruling<void>>;

/** From this size on an update is taken in slices: below, it has not enough parts to take long. */
const usualLongBytes = 32 * 1024;

export class TextDoor {
  readonly #text: TextRoom;
  readonly #longBytes: number;

  constructor(text: TextRoom, longBytes = usualLongBytes) {
    this.#text = text;
    this.#longBytes = longBytes;
  }

  /** The text as it is in memory. For reading only, and at once. */
  get doc(): Y.Doc {
    return this.#text.doc;
  }

  enter(guest: Guest): void {
    this.#text.enter(guest);
  }

  leave(guest: Guest): void {
    this.#text.leave(guest);
  }

  /** Answers a state vector as `TextRoom.answer` does. */
  answer(guest: Guest, stateVector: Uint8Array): Answer {
    return this.#text.turns.inTurn(() => this.#text.answer(guest, stateVector));
  }

  /** Takes one update message as `TextRoom.receive` does. */
  receive(guest: Guest, sent: Sent): Answer {
    const text = this.#text;
    return text.turns.inTurn(() => {
      const isShort = sent.update.length < this.#longBytes;
      const done = isShort ? text.taking(guest, sent) : text.receiving(guest, sent);
      return 'ok' in done ? done : text.turns.inSlices(done, (ms) => guest.keptBusy(ms));
    });
  }

  /** Takes an awareness update at once: whoever is late with it shows an old caret. */
  hear(guest: Guest, bytes: Uint8Array): void {
    this.#text.hear(guest, bytes);
  }

  /** Runs once all that was applied so far is on disk, acknowledged and told. */
  afterwards(run: () => void): void {
    this.#text.afterwards(run);
  }
}
