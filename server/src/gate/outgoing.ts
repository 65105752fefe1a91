/**
 * The way out of one socket: frames in order, as few writes as can be, and an end to those who have stopped reading.
 * Bytes for many sockets are framed once. `ws` itself sends only pings and the close, which may stand between our frames.
 */
import type { Duplex } from 'node:stream';

import { unreadMs, unsentBytes } from '@gloss/shared/wire/limits';

/** A message larger than this goes out in parts, so that progress shows while a slow reader takes it. */
const partBytes = 64 * 1024;
/** What is handed to the socket at a time. */
const writeBytes = 256 * 1024;

export class Outgoing {
  readonly #socket: Duplex;
  readonly #now: () => number;
  #queue: Buffer[] = [];
  #unsentBytes = 0;
  /** The largest message of the queue: a whole document may be larger than any limit, and must get through. */
  #largestBytes = 0;
  #isWriting = false;
  #progressAt = 0;
  #onDrained: (() => void) | undefined;

  constructor(socket: Duplex, now: () => number) {
    this.#socket = socket;
    this.#now = now;
  }

  /** Whether this client has stopped reading: too much unsent behind one message, or no progress for too long. */
  get isStuck(): boolean {
    if (this.#unsentBytes - this.#largestBytes > unsentBytes) return true;
    return this.#isWriting && this.#now() - this.#progressAt > unreadMs;
  }

  send(messages: readonly Uint8Array[]): void {
    for (const message of messages) {
      const parts = framed(message);
      const bytes = parts.reduce((sum, { length }) => sum + length, 0);
      this.#queue.push(...parts);
      this.#unsentBytes += bytes;
      this.#largestBytes = Math.max(this.#largestBytes, bytes);
    }
    this.#pump();
  }

  /** Runs once everything sent so far has left, before anything sent later. */
  whenDrained(run: () => void): void {
    this.#onDrained = run;
    this.#pump();
  }

  /** Forgets what has not left yet. */
  drop(): void {
    this.#queue = [];
    this.#unsentBytes = 0;
    this.#largestBytes = 0;
  }

  #pump(): void {
    if (this.#isWriting || this.#socket.destroyed) return;
    const parts = this.#take();
    const last = parts.pop();
    if (!last) return this.#drained();
    this.#isWriting = true;
    this.#progressAt = this.#now();
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.write(last, () => {
      this.#isWriting = false;
      this.#pump();
    });
    this.#socket.uncork();
  }

  #take(): Buffer[] {
    let end = 0;
    for (let bytes = 0; end < this.#queue.length && bytes < writeBytes; end++)
      bytes += this.#queue[end]?.length ?? 0;
    const taken = this.#queue.slice(0, end);
    this.#queue = this.#queue.slice(end);
    for (const { length } of taken) this.#unsentBytes -= length;
    return taken;
  }

  #drained(): void {
    this.#largestBytes = 0;
    const run = this.#onDrained;
    this.#onDrained = undefined;
    run?.();
  }
}

const framedOnce = new WeakMap<Uint8Array, readonly Buffer[]>();

/** @returns a binary message as unmasked WebSocket frames (RFC 6455, 5.2), built once however many sockets get it. */
export function framed(message: Uint8Array): readonly Buffer[] {
  const known = framedOnce.get(message);
  if (known) return known;
  const parts: Buffer[] = [];
  for (let from = 0; from === 0 || from < message.length; from += partBytes) {
    const part = message.subarray(from, from + partBytes);
    const isLast = from + partBytes >= message.length;
    // The first part says "binary", those after it "more of the same"; the last one is marked as the last.
    parts.push(
      Buffer.concat([header((from === 0 ? 2 : 0) | (isLast ? 0x80 : 0), part.length), part]),
    );
  }
  framedOnce.set(message, parts);
  return parts;
}

function header(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, length]);
  if (length < 0x10000) return Buffer.from([first, 126, length >> 8, length & 0xff]);
  const bytes = Buffer.alloc(10);
  bytes[0] = first;
  bytes[1] = 127;
  bytes.writeUInt32BE(length, 6);
  return bytes;
}
