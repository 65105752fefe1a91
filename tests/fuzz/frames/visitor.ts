/** Someone's socket at the gate under fire: hands frames in and keeps what comes back. */
import type { Inflow, Line, Outbound, SyncRoom } from '@gloss/server/gate/session';
import { Session } from '@gloss/server/gate/session';
import { message, readAcknowledged, readRefused, sync } from '@gloss/shared/wire/frames';
import type { Participant } from '@gloss/shared/words/participant';
import * as decoding from 'lib0/decoding';

export class Visitor {
  /** How many of its update messages are on disk. */
  acknowledged = 0;
  refusedWith: string | undefined;
  closedWith: number | undefined;
  /** Whether something it sent lasts: what it sends next is taken after that. */
  isWaiting = false;
  /** Updates that came down, in order. */
  readonly told: Uint8Array[] = [];
  readonly #session: Session;

  constructor(room: SyncRoom, participant: Participant, isWritersLine = true) {
    let isOver = false;
    const line: Line & Outbound & Inflow = {
      isStuck: false,
      close: (code) => void (this.closedWith = code),
      terminate: () => void (this.closedWith = 1006),
      ping: () => undefined,
      pong: () => undefined,
      isWaiting: false,
      take: () => true,
      during: (run) => (run(), 0),
      worked: () => undefined,
      stop: () => void (this.isWaiting = true),
      goOn: () => void (this.isWaiting = false),
      end: () => void (this.isWaiting = false),
      send: (frames) => {
        if (!isOver) frames.forEach((frame) => this.#hear(frame));
        return true;
      },
      whenDrained: (run) => run(),
      drop: () => void (isOver = true),
    };
    this.#session = new Session(
      room,
      line,
      {
        outbound: line,
        inflow: line,
        onFault: (error) => {
          throw error;
        },
      },
      { participant, isWritersLine },
    );
  }

  get isOpen(): boolean {
    return this.closedWith === undefined;
  }

  take(frame: Uint8Array, isBinary = true): void {
    this.#session.take(frame, isBinary);
  }

  leaves(): void {
    this.#session.gone();
    this.closedWith ??= 1000;
  }

  /** @returns what came down since the last call. */
  news(): Uint8Array[] {
    return this.told.splice(0);
  }

  #hear(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === message.acknowledged) this.acknowledged = readAcknowledged(decoder).count;
    else if (type === message.refused) this.refusedWith = readRefused(decoder).code;
    else if (type === message.sync && decoding.readVarUint(decoder) !== sync.step1)
      this.told.push(decoding.readVarUint8Array(decoder));
  }
}
