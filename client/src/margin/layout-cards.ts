/**
 * Where cards stand beside their words: in document order, without overlap, each as near to its words as the others
 * allow. Pure; `card-list.tsx` measures and draws.
 */

export interface CardSize {
  /** Where its words begin, in px from the top of the page. */
  readonly wanted: number;
  readonly height: number;
}

export interface Room {
  /** Between two cards, in px. */
  readonly gap: number;
  /** No card stands above this line, where it is covered, unless the pinned one would have to go further than `reach`. */
  readonly floor: number;
  /** The index of the card that stands at its words; the others make way. */
  readonly pinned: number | null;
  /** How far below its words the pinned card still counts as beside them, in px. */
  readonly reach: number;
}

/**
 * @returns the top of each card, in px. The sum of squared distances from the words is the least that order, gap and
 * the pinned card allow. The pinned card goes down where the cards before it have no room otherwise; where so many begin
 * near the top that it would lose its words, they go over the floor instead.
 */
export function layoutCards(cards: readonly CardSize[], room: Room): number[] {
  const { gap, floor, pinned } = room;
  // Without the room that the cards before it take, "in order without overlap" reads "never falling".
  const before = offsets(cards, gap);
  const wanted = cards.map((card, at) => card.wanted - (before[at] ?? 0));
  const level =
    pinned === null ? leastRising(wanted) : aroundPinned(wanted, pinned, before[pinned] ?? 0, room);
  const lowest = pinned === null ? floor : -Infinity;
  return level.map((value, at) => Math.round(Math.max(lowest, value) + (before[at] ?? 0)));
}

/** The room that all earlier cards and gaps take. */
function offsets(cards: readonly CardSize[], gap: number): number[] {
  let sum = 0;
  return cards.map(({ height }) => {
    const offset = sum;
    sum += height + gap;
    return offset;
  });
}

/** Earlier cards may not reach down to the pinned one, later ones not up to it: the same fit on each side, then cut. */
function aroundPinned(
  wanted: readonly number[],
  pinned: number,
  offset: number,
  { floor, reach }: Room,
): number[] {
  const atWords = Math.max(floor, (wanted[pinned] ?? 0) + offset) - offset;
  // With every card before it on the floor, close one behind the other.
  const isNear = floor - atWords <= reach;
  const fixed = isNear ? Math.max(floor, atWords) : atWords;
  const above = leastRising(wanted.slice(0, pinned)).map((value) =>
    // The floor holds as far as the pinned card leaves room for it.
    Math.min(fixed, Math.max(floor, value)),
  );
  const below = leastRising(wanted.slice(pinned + 1)).map((value) => Math.max(fixed, value));
  return [...above, fixed, ...below];
}

/**
 * The never-falling row that is nearest to the given one (pool adjacent violators): neighbours in the wrong order share
 * their mean.
 */
function leastRising(values: readonly number[]): number[] {
  const pools: { mean: number; count: number }[] = [];
  for (const value of values) {
    let pool = { mean: value, count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.mean > pool.mean;
      last = pools.at(-1)
    ) {
      pools.pop();
      const count = last.count + pool.count;
      pool = { mean: (last.mean * last.count + pool.mean * pool.count) / count, count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean));
}
