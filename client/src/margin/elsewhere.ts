/** How many cards stand out of sight on either side, where none is in sight. Pure; `further-threads.tsx` measures and draws. */

/** From the upper to the lower edge of a card or of what is in sight, in px of one measure. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

export interface Elsewhere {
  readonly above: number;
  readonly below: number;
}

/** @returns the counts of cards above and below; null where a card is in sight, or where there is none at all. */
export function elsewhere(cards: readonly Stretch[], sight: Stretch): Elsewhere | null {
  const above = cards.filter(({ bottom }) => bottom <= sight.top).length;
  const below = cards.filter(({ top }) => top >= sight.bottom).length;
  return cards.length > 0 && above + below === cards.length ? { above, below } : null;
}
