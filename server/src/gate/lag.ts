/** Whether the event loop keeps up. Those who are in go first: while it does not, new sockets are asked to come later. */

const lookEveryMs = 100;
/** How much the newest look counts: one slow moment is none, half a second of them is. */
const newest = 0.3;

export class Lag {
  readonly #boundMs: number;
  readonly #timer: NodeJS.Timeout;
  #lastAt: number;
  #averageMs = 0;

  constructor(boundMs: number, now: () => number) {
    this.#boundMs = boundMs;
    this.#lastAt = now();
    this.#timer = setInterval(() => this.look(now()), lookEveryMs);
    this.#timer.unref();
  }

  get isTooMuch(): boolean {
    return this.#averageMs > this.#boundMs;
  }

  /** Called every `lookEveryMs`, or as late as the loop makes it. */
  look(at: number): void {
    // A stall counts for what it is, and not as ten minutes' worth: a laptop that slept is not overloaded.
    const late = Math.min(Math.max(0, at - this.#lastAt - lookEveryMs), this.#boundMs * 3);
    this.#lastAt = at;
    this.#averageMs += newest * (late - this.#averageMs);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
