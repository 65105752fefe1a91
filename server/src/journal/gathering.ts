/**
 * How long a commit waits for company. A commit costs the same for one edit as for ten, and so does what follows it: one
 * write to each socket. So where edits come thick and fast they are gathered; where they do not, none ever waits.
 */

/** How long edits are gathered that name no patience of their own, in ms: below what a hand or an eye notices. */
export const usualPatienceMs = 12;

/** Edits that come further apart than this, on average, are not worth waiting for. */
const gapMs = 15;

/** Waiting has to bring so many batches into a commit, on average … */
const company = 1.3;

/** … and where it did not, it is tried again after so many commits: whoever sends one thing after the other would only be slowed. */
const trialEvery = 128;

export class Gathering {
  #gap = 100;
  #lastAt = -Infinity;
  /** Batches per commit that waited, on average. */
  #company = 2;
  #untilTrial = trialEvery;

  /** A batch came, at this moment in ms. */
  came(at: number): void {
    // Averages over about the last ten.
    this.#gap += (Math.min(at - this.#lastAt, 100) - this.#gap) * 0.1;
    this.#lastAt = at;
  }

  /** Asked when something waits and no commit is under way. @returns whether to wait for more. */
  isWorthIt(): boolean {
    if (this.#gap > gapMs) return false;
    if (this.#company >= company) return true;
    this.#untilTrial -= 1;
    return this.#untilTrial <= 0;
  }

  /** A commit that waited held so many batches. */
  gathered(batches: number): void {
    this.#untilTrial = trialEvery;
    this.#company += (batches - this.#company) * 0.1;
  }
}
