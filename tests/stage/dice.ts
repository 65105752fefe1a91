/** Chance with a seed, so that a failing run can be had again: the seed stands in the test's name. */

export interface Dice {
  /** @returns a whole number from 0 to `most`, both possible. */
  upTo(most: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

/** A mulberry32 generator. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  return {
    upTo,
    oneOf: (items) => {
      const item = items[upTo(items.length - 1)];
      if (item === undefined) throw new Error('there is nothing to choose from');
      return item;
    },
  };
}
