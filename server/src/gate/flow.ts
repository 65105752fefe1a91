/**
 * How fast a socket may send. Who sends faster is read more slowly: what is over the rate waits in the sender's own
 * buffers, so an outbox that empties and a burst of typing are late and never lost. Only a flood is closed: frames so many
 * and so small that what was read before we stopped reading would take most of a minute to be allowed.
 */
import type { Limits } from './limits.ts';

/** What a frame counts as. Whatever is no update is small talk. */
export type Kind = 'update' | 'talk';

/** A rate may be run ahead by this much before reading stops. */
const burstMs = 8000;
/** Frames that would have to wait longer than this are a flood. */
const floodMs = 40_000;

/** `ws`, as far as reading goes. */
export interface Readable {
  pause(): void;
  resume(): void;
}

/** What was taken, as the moments up to which it is paid for: one number in place of a bucket and its clock. */
export class Spent {
  readonly #share: number;
  #updates = 0;
  #talk = 0;
  #bytes = 0;
  #work = 0;

  /** @param share how many sockets' worth it may take. */
  constructor(share: number) {
    this.#share = share;
  }

  /** When all of it is paid for. */
  get until(): number {
    return Math.max(this.#updates, this.#talk, this.#bytes, this.#work);
  }

  /** @returns by how much frames of this kind are ahead of their rate, in ms. */
  take(kind: Kind, bytes: number, limits: Limits, now: number): number {
    const cost = (count: number, perSecond: number) => (count * 1000) / (perSecond * this.#share);
    this.#bytes = Math.max(now, this.#bytes) + cost(bytes, limits.bytesPerSecond);
    if (kind === 'update')
      this.#updates = Math.max(now, this.#updates) + cost(1, limits.updatesPerSecond);
    else this.#talk = Math.max(now, this.#talk) + cost(1, limits.presencePerSecond);
    return (kind === 'update' ? this.#updates : this.#talk) - now;
  }

  /** Counts how long something that it sent kept the server busy. */
  work(ms: number, limits: Limits, now: number): void {
    this.#work = Math.max(now, this.#work) + (ms * 1000) / (limits.workMsPerSecond * this.#share);
  }
}

export class Flow {
  readonly #line: Readable;
  readonly #limits: Limits;
  readonly #account: Spent;
  readonly #now: () => number;
  readonly #own = new Spent(1);
  #waiting: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** @param account what all sockets of the account take together. */
  constructor(line: Readable, account: Spent, limits: Limits, now: () => number) {
    this.#line = line;
    this.#account = account;
    this.#limits = limits;
    this.#now = now;
    // Coming back on a new socket is no way around what is not paid for yet.
    this.#readMoreSlowly(now());
  }

  /** Whether reading has stopped: a socket that is not read cannot answer either. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined || this.#isStopped;
  }

  /** Counts a frame. @returns false where it is part of a flood. */
  take(kind: Kind, bytes: number): boolean {
    const now = this.#now();
    this.#account.take(kind, bytes, this.#limits, now);
    if (this.#own.take(kind, bytes, this.#limits, now) > burstMs + floodMs) return false;
    this.#readMoreSlowly(now);
    return true;
  }

  /** Runs what a frame asks for, and counts how long that takes. @returns that, in ms. */
  during(run: () => void): number {
    const from = this.#now();
    run();
    const ms = this.#now() - from;
    this.worked(ms);
    return ms;
  }

  /** Counts what a frame took, in ms. */
  worked(ms: number): void {
    const now = this.#now();
    this.#account.work(ms, this.#limits, now);
    this.#own.work(ms, this.#limits, now);
    this.#readMoreSlowly(now);
  }

  /** Reads nothing until `goOn`: what was read before is not taken yet. */
  stop(): void {
    this.#isStopped = true;
    this.#line.pause();
  }

  goOn(): void {
    this.#isStopped = false;
    if (!this.isWaiting) this.#line.resume();
  }

  /** Reads on: the socket is closing, and its goodbye wants to be read. */
  end(): void {
    this.#isStopped = false;
    this.#readOn();
  }

  #readOn(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if (!this.#isStopped) this.#line.resume();
  }

  #readMoreSlowly(now: number): void {
    if (this.#waiting !== undefined || this.#overMs(now) <= 0) return;
    this.#line.pause();
    this.#wait(now);
  }

  #overMs(now: number): number {
    return Math.max(this.#own.until, this.#account.until) - now - burstMs;
  }

  #wait(now: number): void {
    this.#waiting = setTimeout(() => {
      const later = this.#now();
      if (this.#overMs(later) > 0) this.#wait(later);
      else this.#readOn();
    }, this.#overMs(now));
    this.#waiting.unref();
  }
}
