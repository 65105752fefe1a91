/**
 * Station 4 of 7, the session: one socket of one person, from the first frame to the close. Next:
 * server/src/room/text-room.ts. Reads frames without trust, hands them to the room, and ends the socket with the code that
 * says what to do.
 */
import { may } from '@gloss/shared/rules/may';
import { close } from '@gloss/shared/wire/close';
import type { FromClient } from '@gloss/shared/wire/frames';
import { readFromClient, writeRefused } from '@gloss/shared/wire/frames';
import { readerFrameBytes } from '@gloss/shared/wire/limits';
import type { DraftId } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Refusal, RefusalCode } from '@gloss/shared/words/refusal';

import type { Guest } from '../room/guest.ts';
import { quietFrame } from '../room/presence-frame.ts';
import type { Answer } from '../room/text-door.ts';
import { nextRound } from '../room/turns.ts';

/** A room as a session needs it; both rooms of a draft are one. */
export interface SyncRoom {
  enter(guest: Guest): void;
  leave(guest: Guest): void;
  answer(guest: Guest, stateVector: Uint8Array): Answer;
  receive(guest: Guest, sent: { readonly number: number; readonly update: Uint8Array }): Answer;
  hear(guest: Guest, bytes: Uint8Array): void;
  afterwards(run: () => void): void;
}

/** The rooms of a draft by the document they keep. Rejects where what is stored cannot be read. */
export interface SyncRooms {
  text(draft: DraftId): Promise<SyncRoom>;
  docket(draft: DraftId): Promise<SyncRoom>;
}

/** The socket beneath: `ws` as far as we use it. */
export interface Line {
  close(code: number, reason: string): void;
  terminate(): void;
}

/** The way out of it: outgoing.ts. */
export interface Outbound {
  readonly isStuck: boolean;
  /** @returns whether all of it left at once. */
  send(messages: readonly Uint8Array[]): boolean;
  /** Asks whether anyone is there, and sends these with it. */
  ping(messages: readonly Uint8Array[]): void;
  pong(asked: Uint8Array): void;
  whenDrained(run: () => void): void;
  drop(): void;
}

/** The way in, as far as it is measured: flow.ts. */
export interface Inflow {
  /** Whether the socket is not being read just now, and so cannot answer. */
  readonly isWaiting: boolean;
  /** @returns false where a frame is part of a flood. */
  take(kind: 'update' | 'talk', bytes: number): boolean;
  /** Runs what a frame asks for, and counts how long that takes. @returns that, in ms. */
  during(run: () => void): number;
  /** Counts what a frame took after that, in ms. */
  worked(ms: number): void;
  /** Reads nothing until `goOn`. */
  stop(): void;
  goOn(): void;
  end(): void;
}

export interface Ways {
  readonly outbound: Outbound;
  readonly inflow: Inflow;
  /** Told what a bug of ours threw in a frame that lasted. */
  onFault(error: unknown): void;
}

/** Open: it is heard and told. Ending: it is heard no more, what it is owed still goes out. Closed: nothing goes out. */
type Life =
  | {
      readonly is: 'open';
      questions: number;
      updates: number;
      isAlive: boolean;
      /** What came while nothing was to be taken. */
      held: [frame: Uint8Array, isBinary: boolean][] | null;
      /** How many reasons there are for that. */
      holds: number;
    }
  | { readonly is: 'ending' }
  | { readonly is: 'closed' };

const quiet = [quietFrame];

/** After a frame that took longer, others are heard first. */
const longMs = 8;

/** Whoever is sent away is gone within a second (product.md), whatever of what they were sent has not left by then. */
const partingMs = 800;

/** Each answer may be the whole document; an honest client asks once for each connection. */
const mostQuestions = 50;

export class Session implements Guest {
  readonly #room: SyncRoom;
  readonly #line: Line;
  readonly #outbound: Outbound;
  readonly #inflow: Inflow;
  readonly #onFault: Ways['onFault'];
  /** Whether it named all that a writer must agree on, on a document that people write. */
  readonly #isWritersLine: boolean;
  #participant: Participant;
  #parting: NodeJS.Timeout | undefined;
  #life: Life = { is: 'open', questions: 0, updates: 0, isAlive: true, held: null, holds: 0 };

  constructor(
    room: SyncRoom,
    line: Line,
    { outbound, inflow, onFault }: Ways,
    { participant, isWritersLine }: { participant: Participant; isWritersLine: boolean },
  ) {
    this.#room = room;
    this.#line = line;
    this.#outbound = outbound;
    this.#inflow = inflow;
    this.#onFault = onFault;
    this.#participant = participant;
    this.#isWritersLine = isWritersLine;
    room.enter(this);
  }

  get participant(): Participant {
    return this.#participant;
  }

  /** What is still to be taken of someone who is being shut out is not taken any more. */
  get mayWrite(): boolean {
    const isHeard = this.#life.is === 'open';
    return isHeard && this.#isWritersLine && may(this.#participant.role, 'write-text');
  }

  /** Once closed, the way out is, too (`gone`). */
  send(frames: readonly Uint8Array[]): void {
    if (!this.#outbound.send(frames)) this.watch();
  }

  /**
   * Takes one frame of the client. What comes after one that lasts is held until that is done. Throws what a bug of ours
   * throws; what one throws later is told to `onFault`.
   */
  take(frame: Uint8Array, isBinary: boolean): void {
    if (this.#life.is !== 'open') return;
    if (this.#life.held) return void this.#life.held.push([frame, isBinary]);
    this.#life.isAlive = true;
    const said = isBinary ? readFromClient(frame) : { is: 'unknown' as const };
    if (!this.#inflow.take(said.is === 'update' ? 'update' : 'talk', frame.length))
      return this.end('tooFast');
    const ms = this.#inflow.during(() => this.#hear(said));
    if (ms > longMs) this.#holdUntil(nextRound());
  }

  #hear(said: FromClient): void {
    switch (said.is) {
      case 'step1':
        return this.#answer(said.stateVector);
      case 'update':
        return this.#takeUpdate(said.update);
      case 'awareness':
        if (said.bytes.length > readerFrameBytes) return this.end('tooLarge');
        return this.#room.hear(this, said.bytes);
      case 'query-awareness':
        return;
      case 'unknown':
        return this.end('protocol');
    }
  }

  /** The client answered a ping, or sent a pong unasked. */
  stirred(): void {
    if (this.#life.is !== 'open') return;
    this.#life.isAlive = true;
    if (!this.#inflow.take('talk', 0)) this.end('tooFast');
  }

  /** The client pinged. */
  asked(payload: Uint8Array): void {
    this.stirred();
    if (this.#life.is === 'open') this.#outbound.pong(payload);
  }

  /** Whether the client has asked for the document, as every honest one does at once; who is not read cannot. */
  get hasAsked(): boolean {
    return this.#life.is !== 'open' || this.#life.questions > 0 || this.#inflow.isWaiting;
  }

  /** Takes nothing until as many `goOn`: it is being asked whether this person may still be here, or something lasts. */
  hold(): void {
    if (this.#life.is !== 'open') return;
    this.#life.held ??= [];
    this.#life.holds += 1;
    this.#inflow.stop();
  }

  /** Takes what came meanwhile; nothing, where the socket has ended. */
  goOn(): void {
    if (this.#life.is !== 'open' || !this.#life.held) return;
    this.#life.holds -= 1;
    if (this.#life.holds > 0) return;
    const { held } = this.#life;
    this.#life.held = null;
    this.#inflow.goOn();
    for (const [frame, isBinary] of held) this.take(frame, isBinary);
  }

  keptBusy(ms: number): void {
    this.#inflow.worked(ms);
  }

  /** Asks whether anyone is there, and gives up on who has not answered since the last time. */
  ask(): void {
    if (this.#life.is !== 'open') return;
    if (!this.#life.isAlive && !this.#inflow.isWaiting) return this.#line.terminate();
    this.#life.isAlive = false;
    this.#outbound.ping(quiet);
  }

  /** Cuts off a client that has stopped reading. */
  watch(): void {
    if (this.#life.is !== 'closed' && this.#outbound.isStuck) this.#shut('tooSlow');
  }

  /** The person takes part otherwise now. Who may no longer write is shut out; who has another role is asked to come back. */
  becomes(participant: Participant): void {
    const couldWrite = this.mayWrite;
    const { role } = this.#participant;
    this.#participant = participant;
    if (couldWrite && !this.mayWrite) this.end('notAllowed');
    // Only a new handshake asks the client what it has to send, and lets it see what it may do now.
    else if (participant.role !== role) this.end('restarting');
  }

  /**
   * Ends the socket once what was sent has gone out, and cuts it off where that lasts. Who is cut off hears no code; the next
   * handshake says it.
   */
  end(why: keyof typeof close): void {
    if (this.#life.is === 'closed') return;
    this.#parting ??= setTimeout(() => this.#line.terminate(), partingMs).unref();
    if (this.#life.is !== 'open') return;
    this.#life = { is: 'ending' };
    this.#outbound.whenDrained(() => this.#shut(why));
  }

  sendAway(): void {
    this.end('restarting');
  }

  /** The socket is gone, whoever ended it. */
  gone(): void {
    if (this.#life.is === 'closed') return;
    this.#life = { is: 'closed' };
    clearTimeout(this.#parting);
    this.#inflow.end();
    this.#outbound.drop();
    this.#room.leave(this);
  }

  #answer(stateVector: Uint8Array): void {
    if (this.#life.is !== 'open') return;
    this.#life.questions += 1;
    if (this.#life.questions > mostQuestions) this.end('tooFast');
    else if (stateVector.length > readerFrameBytes) this.end('tooLarge');
    else this.#ruled(this.#room.answer(this, stateVector), () => this.end('protocol'));
  }

  #takeUpdate(update: Uint8Array): void {
    if (this.#life.is !== 'open') return;
    const number = (this.#life.updates += 1);
    const received = this.#room.receive(this, { number, update });
    this.#ruled(received, (refusal) => this.#refuse(number, refusal));
  }

  #ruled(answer: Answer, refused: (refusal: Refusal) => void): void {
    if (answer instanceof Promise)
      this.#holdUntil(answer.then((ruling) => this.#ruled(ruling, refused)));
    else if (!answer.ok) refused(answer.refusal);
  }

  #holdUntil(done: Promise<unknown>): void {
    this.hold();
    done
      .then(() => this.goOn())
      .catch((error: unknown) => {
        // Who is being sent away already wanted something of a room that was given up.
        if (this.#life.is === 'open') this.#onFault(error);
      });
  }

  /** What came before the refused update is acknowledged first, so that the client keeps only what was not taken. */
  #refuse(number: number, { code, sentence }: Refusal): void {
    if (this.#life.is !== 'open') return;
    this.#life = { is: 'ending' };
    this.#room.afterwards(() => {
      this.send([writeRefused({ number, code, sentence })]);
      this.#outbound.whenDrained(() => this.#shut(closeFor(code)));
    });
  }

  #shut(why: keyof typeof close): void {
    if (this.#life.is === 'closed') return;
    this.gone();
    this.#line.close(close[why], why);
  }
}

/** @returns what a refused update costs the socket. */
function closeFor(code: RefusalCode): keyof typeof close {
  if (code === 'too-large') return 'tooLarge';
  return code === 'not-your-role' || code === 'update-forged' ? 'notAllowed' : 'badUpdate';
}
