/** Which rows of the margin are in the page: those near what is in sight, and those that a person is busy with. Pure. */
import type { Near } from './use-near.ts';

/** A card at its height, in px from the upper edge of the margin; in the order of the text, which is also that of the tops. */
export interface PlacedRow {
  readonly id: string;
  readonly top: number;
  readonly bottom: number;
}

/**
 * @param kept rows that stay wherever they stand: the open card, what is being written, what has the focus.
 * @returns the indices of the rows to draw, rising. The nearest neighbours of a kept one are among them, so that Tab goes on.
 */
export function drawnRows(
  rows: readonly PlacedRow[],
  near: Near,
  kept: ReadonlySet<string>,
): number[] {
  const drawn = new Set<number>();
  // Lower edges rise as the upper ones do: halve the thousands instead of asking each.
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.bottom ?? Infinity) < near.top) low = middle + 1;
    else high = middle;
  }
  for (let at = low; (rows[at]?.top ?? Infinity) <= near.bottom; at += 1) drawn.add(at);
  for (const id of kept) {
    const at = rows.findIndex((row) => row.id === id);
    if (at !== -1) for (const each of [at - 1, at, at + 1]) if (rows[each]) drawn.add(each);
  }
  return [...drawn].toSorted((one, other) => one - other);
}
