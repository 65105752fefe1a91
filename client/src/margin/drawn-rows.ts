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
  for (const [at, { id, top, bottom }] of rows.entries()) {
    if (bottom >= near.top && top <= near.bottom) drawn.add(at);
    if (kept.has(id)) for (const each of [at - 1, at, at + 1]) if (rows[each]) drawn.add(each);
  }
  return [...drawn].toSorted((one, other) => one - other);
}
