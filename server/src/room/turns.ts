/**
 * Who may use a document now. Most of what is done with one takes a millisecond, and is done at once; what lasts is done in
 * slices, so that nobody in other drafts waits for it, and whoever wants the document meanwhile waits until it is whole again.
 */

/** Something that lasts: it stops wherever the rest can wait. */
export type Work<Value> = Generator<void, Value, void>;

/** A slice ends with the first step beyond this. */
const sliceMs = 8;

/** @returns what the work comes to, without a stop. */
export function atOnce<Value>(work: Work<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

let last: Promise<void> = Promise.resolve();

/** Resolves in a later round of the loop, once everybody's sockets were read; of those who wait, in one round one goes on. */
export function nextRound(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}

export class Turns {
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  /** Whether something that lasts is under way: the document may be half of what it will be. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Runs at once where nothing else is under way, and otherwise once everything that asked before is done. */
  inTurn<Value>(run: () => Value | Promise<Value>): Value | Promise<Value> {
    if (!this.#isTaken && this.#waiting.length === 0) return run();
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    this.#waiting.push(() => {
      try {
        resolve(run());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    return promise;
  }

  /**
   * Takes the document until the work is done. Call it in turn.
   * @param spent told of each slice how long it took, in ms.
   */
  async inSlices<Value>(work: Work<Value>, spent: (ms: number) => void): Promise<Value> {
    this.#isTaken = true;
    try {
      for (;;) {
        await nextRound();
        const from = performance.now();
        let step = work.next();
        while (!step.done && performance.now() - from < sliceMs) step = work.next();
        spent(performance.now() - from);
        if (step.done) return step.value;
      }
    } finally {
      this.#goOnSoon(() => (this.#isTaken = false));
    }
  }

  /** One in each round: whoever hears that the one before met a bug of ours gives the document up first. */
  #goOnSoon(begin?: () => void): void {
    setImmediate(() => {
      begin?.();
      if (this.#isTaken) return;
      this.#waiting.shift()?.();
      if (!this.#isTaken && this.#waiting.length > 0) this.#goOnSoon();
    });
  }
}
