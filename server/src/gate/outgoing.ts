/**
 * The way out of one socket, for everything but the close: frames in order, as few writes as can be, and an end to those who
 * have stopped reading. What many sockets get is framed once. While a large frame is on its way in parts nothing may be
 * written between them, so pings and pongs go this way, too, and `ws` only reads.
 */
import type { Duplex } from 'node:stream';

import { unreadMs, unsentBytes } from '@gloss/shared/wire/limits';

/** What is handed to the socket at a time once it does not take everything at once, so that progress shows … */
const partBytes = 256 * 1024;
/** … and to one that took long over such a part: a slow reader is no stopped one. */
const slowPartBytes = 32 * 1024;
const slowMs = 1000;

/** More than this is written as it is: copying it would cost more than the write that it saves. */
const joinedBytes = 32 * 1024;

/** Messages on their way to a socket that does not take everything at once. */
interface Backlog {
  /** What has not been handed over, oldest first. */
  readonly waiting: Uint8Array[];
  unsent: number;
  /** The largest of it: a whole document may be larger than any limit, and must get through. */
  largest: number;
  progressAt: number;
  partBytes: number;
}

export class Outgoing {
  readonly #socket: Duplex;
  readonly #now: () => number;
  /** Absent while the socket takes everything at once, as nearly all do nearly always. */
  #backlog: Backlog | undefined;
  #onDrained: (() => void) | undefined;
  #isOver = false;

  constructor(socket: Duplex, now: () => number) {
    this.#socket = socket;
    this.#now = now;
  }

  /** Whether this client has stopped reading: too much unsent behind one message, or no progress for too long. */
  get isStuck(): boolean {
    if (!this.#backlog) return false;
    const { unsent, largest, progressAt } = this.#backlog;
    return unsent - largest > unsentBytes || this.#now() - progressAt > unreadMs;
  }

  /**
   * Sends messages in this order. The same array is framed once, however many sockets get it.
   * @returns whether the socket took all of it at once.
   */
  send(messages: readonly Uint8Array[]): boolean {
    return this.#write(framed(messages));
  }

  /** Asks whether anyone is there (RFC 6455, 5.5.2), and sends messages with it, in the same write. */
  ping(messages: readonly Uint8Array[] = []): void {
    this.#write(Buffer.concat([pingFrame, framed(messages)]));
  }

  /** Answers such a question of theirs. */
  pong(asked: Uint8Array): void {
    this.#write(frame(0x8a, asked));
  }

  /** Runs once everything sent so far has left. Nothing sent later goes out: it is for those who stay. */
  whenDrained(run: () => void): void {
    this.#onDrained = run;
    if (!this.#backlog) this.#drained();
  }

  /** Nothing goes out any more, neither what has not left yet nor what comes. */
  drop(): void {
    this.#isOver = true;
    this.#backlog = this.#behind([]);
  }

  /** A thousand sockets in a row come by here: whatever else is looked at costs as much as the write. */
  #write(bytes: Uint8Array): boolean {
    if (this.#backlog) this.#queue(this.#backlog, bytes);
    else if (bytes.length > partBytes) {
      this.#backlog = this.#behind([bytes]);
      this.#pump();
      return !this.#backlog;
    } else {
      this.#socket.write(bytes);
      // Taken over by the system in the same turn, or it comes more slowly than we speak.
      if (this.#socket.writableLength === 0) return true;
      this.#backlog = this.#behind([]);
      this.#goOnLater();
    }
    return false;
  }

  #queue(backlog: Backlog, bytes: Uint8Array): void {
    if (this.#isOver || this.#onDrained) return;
    backlog.waiting.push(bytes);
    backlog.unsent += bytes.length;
    backlog.largest = Math.max(backlog.largest, bytes.length);
  }

  #behind(waiting: Uint8Array[]): Backlog {
    const bytes = waiting.reduce((sum, { length }) => sum + length, 0);
    return { waiting, unsent: bytes, largest: bytes, progressAt: this.#now(), partBytes };
  }

  /** Hands over part by part for as long as each is taken at once. */
  #pump(): void {
    const backlog = this.#backlog;
    if (!backlog) return;
    while (!this.#isOver && !this.#socket.destroyed) {
      const now = this.#now();
      if (now - backlog.progressAt > slowMs) backlog.partBytes = slowPartBytes;
      backlog.progressAt = now;
      const part = takeFrom(backlog.waiting, backlog.partBytes);
      if (!part) {
        this.#backlog = undefined;
        return this.#drained();
      }
      backlog.unsent -= part.length;
      this.#socket.write(part);
      if (this.#socket.writableLength > 0) return this.#goOnLater();
    }
  }

  /** Goes on when what was handed over has left. */
  #goOnLater(): void {
    this.#socket.write(nothing, () => this.#pump());
  }

  #drained(): void {
    const run = this.#onDrained;
    this.#onDrained = undefined;
    run?.();
  }
}

/** Takes what may go in one write: a part of a large message, or as many small ones as are worth copying into one. */
function takeFrom(waiting: Uint8Array[], partBytes: number): Uint8Array | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  if (first.length > partBytes) {
    waiting[0] = first.subarray(partBytes);
    return first.subarray(0, partBytes);
  }
  let count = 1;
  let bytes = first.length;
  for (; count < waiting.length; count++) {
    bytes += waiting[count]?.length ?? 0;
    if (bytes > joinedBytes) break;
  }
  return count === 1 ? waiting.shift() : Buffer.concat(waiting.splice(0, count));
}

const nothing = new Uint8Array(0);
const pingFrame = frame(0x89, nothing);
/** What was framed last: news go to one socket after the other. Small, so it may stay. */
let last: { readonly messages: readonly Uint8Array[]; readonly bytes: Uint8Array } | undefined;
/** Whole documents: others are told something between two who ask for the same. */
const framedOnce = new WeakMap<readonly Uint8Array[], Uint8Array>();

/** @returns binary messages as unmasked WebSocket frames (RFC 6455, 5.2), one after the other. */
export function framed(messages: readonly Uint8Array[]): Uint8Array {
  if (last?.messages === messages) return last.bytes;
  const bytes = framedOnce.get(messages) ?? frames(messages);
  if (bytes.length > joinedBytes) framedOnce.set(messages, bytes);
  else last = { messages, bytes };
  return bytes;
}

function frames(messages: readonly Uint8Array[]): Uint8Array {
  const each = messages.map((message) => frame(0x82, message));
  const [only] = each;
  return only && each.length === 1 ? only : Buffer.concat(each);
}

/** @param first the byte that says which kind of frame it is, and that it is whole. */
function frame(first: number, payload: Uint8Array): Uint8Array {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 0x10000 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + length);
  bytes[0] = first;
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.set(payload, head);
  return bytes;
}
