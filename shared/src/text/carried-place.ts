/** Where a passage stands whose words a revision took elsewhere. carried.ts says which word went where. */
import type { Carried, Stretch } from './carried.ts';

/** A stretch of a text that a passage ran over. */
export interface Piece extends Stretch {
  /** `textIdOf` that text. */
  readonly text: string;
}

/** Where it stands now: in which text, by its `textIdOf`, and from the first to the last of its characters that stayed together. */
export interface CarriedPlace extends Stretch {
  readonly text: string;
  readonly says: string;
  /** How many of them. */
  readonly stayed: number;
}

/** Characters put between those that stayed: so many, and as many as the passage had, are no two places. */
const mostBetween = 40;

/** @returns the one text, and the stretch of it, in which most of a passage's characters stand. Null where less than half do. */
export function carriedPlaceOf(
  pieces: readonly Piece[],
  carried: ReadonlyMap<string, readonly Carried[]>,
): CarriedPlace | null {
  const length = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
  const found = new Map<string, { says: string; stretches: Stretch[] }[]>();
  for (const piece of pieces)
    for (const { to, says, kept } of carried.get(piece.text) ?? []) {
      const stretches = kept.flatMap(({ before, after, length: size }) => {
        const [begin, end] = [Math.max(before, piece.from), Math.min(before + size, piece.to)];
        return begin < end ? [{ from: after + begin - before, to: after + end - before }] : [];
      });
      if (stretches.length > 0) found.set(to, [...(found.get(to) ?? []), { says, stretches }]);
    }
  const places = [...found].flatMap(([text, ways]) => {
    const [{ says } = { says: '' }] = ways;
    // A text may be told of twice, as a whole and by runs of it; of a passage over two texts each tells a part.
    const all = pieces.length > 1 ? [ways.flatMap(({ stretches }) => stretches)] : [];
    return [...ways.map(({ stretches }) => stretches), ...all].map((stretches) => ({
      text,
      says,
      ...mostTogether(stretches, length * 2 + mostBetween),
    }));
  });
  const [best] = places.toSorted((one, other) => other.stayed - one.stayed);
  return best && best.stayed * 2 >= length ? best : null;
}

/** The most of these stretches that stand within so many characters. */
function mostTogether(
  stretches: readonly Stretch[],
  width: number,
): Stretch & { readonly stayed: number } {
  const sorted = stretches.toSorted((one, other) => one.from - other.from);
  let best = { from: 0, to: 0, stayed: 0 };
  for (const [first, { from }] of sorted.entries()) {
    let [to, stayed] = [from, 0];
    for (const stretch of sorted.slice(first)) {
      if (stretch.to - from > width) break;
      stayed += Math.max(0, stretch.to - Math.max(to, stretch.from));
      to = Math.max(to, stretch.to);
    }
    if (stayed > best.stayed) best = { from, to, stayed };
  }
  return best;
}
