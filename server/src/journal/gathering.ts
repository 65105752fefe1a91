/**
 * How long a commit waits for company. A commit costs the same for one edit as for ten, and so does what follows it: one
 * write to each socket. So where edits come thick and fast they are gathered; where they do not, none ever waits.
 */

/**
 * @param audience how many are told of an edit; absent for what is told to none.
 * @returns how long it may wait for others, in ms: the more there are to tell the less, since telling them takes time, too. So
 * the last of them hears of it within about sixty thousandths of a second.
 */
export function patienceFor(audience: number | undefined): number {
  return audience === undefined ? 12 : Math.max(4, 56 - audience / 25);
}

/** As many as are to be told of all that waits: from here on more company saves little, and whoever is told last waits for it. */
const enoughTold = 6_000;

/** @param audiences of what waits. @returns whether it has company enough. */
export function isEnough(audiences: readonly (number | undefined)[]): boolean {
  return audiences.reduce<number>((sum, audience = 0) => sum + audience, 0) >= enoughTold;
}

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
