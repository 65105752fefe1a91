/** Visits everyone once in a while, a few at a time: four thousand sockets asked in one turn would hold everybody up. */

/** The parts of a round. Everyone has one, given out in turn, so that the parts are equally full. */
const parts = 50;

export class Rounds<Item> {
  readonly #parts = Array.from({ length: parts }, () => new Set<Item>());
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  #at = 0;

  constructor(everyMs: number, visit: (item: Item) => void) {
    this.#timer = setInterval(() => {
      this.#at = (this.#at + 1) % parts;
      this.#parts[this.#at]?.forEach(visit);
    }, everyMs / parts);
    this.#timer.unref();
  }

  /** @returns how to leave the round. */
  add(item: Item): () => void {
    this.#next = (this.#next + 1) % parts;
    const part = this.#parts[this.#next];
    part?.add(item);
    return () => void part?.delete(item);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
