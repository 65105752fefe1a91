/** Which parts in a row are which of another row, in order: the pairs that have most words in common. Beneath compare.ts. */
import type { JSONContent } from './content.ts';
import type { WordBags } from './word-bag.ts';

/** Places in two rows, counted from 0. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

/** Parts less alike than this are two parts, one gone and one new. */
const leastAlike = 0.36;

/** What a pair counts whose type changed: its element is a new one either way. */
const otherType = 0.5;

/** With more pairs than this to look at, a stretch is cut in two first. Each costs about a millionth of a second. */
export const mostPairs = 1_000_000;

/** What the best way on from a place does there. */
const [pairs, passesBefore, passesAfter] = [0, 1, 2];

/** @returns the pairs, none of which cross, that have most words in common. */
export function likestPairs(
  before: readonly JSONContent[],
  after: readonly JSONContent[],
  bags: WordBags,
): Pair[] {
  const [rows, columns] = [before.length, after.length];
  if (rows === 0 || columns === 0) return [];
  if (rows * columns > mostPairs) {
    const [row, column] = [rows >> 1, columns >> 1];
    const first = likestPairs(before.slice(0, row), after.slice(0, column), bags);
    const second = likestPairs(before.slice(row), after.slice(column), bags);
    return [...first, ...second.map((each) => shifted(each, row, column))];
  }
  const ways = new Uint8Array(rows * columns);
  let below = new Float64Array(columns + 1);
  for (let row = rows - 1; row >= 0; row--) {
    const here = new Float64Array(columns + 1);
    for (let column = columns - 1; column >= 0; column--) {
      const gain = gainOf(before[row], after[column], bags);
      const [down = 0, right = 0, across = 0] = [
        below[column],
        here[column + 1],
        below[column + 1],
      ];
      const way =
        gain > 0 && gain + across >= Math.max(down, right)
          ? pairs
          : down > right
            ? passesBefore
            : passesAfter;
      ways[row * columns + column] = way;
      here[column] = [gain + across, down, right][way] ?? 0;
    }
    below = here;
  }
  return walked(ways, rows, columns);
}

function walked(ways: Uint8Array, rows: number, columns: number): Pair[] {
  const found: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < rows && column < columns) {
    const way = ways[row * columns + column];
    if (way === pairs) found.push({ before: row, after: column });
    if (way !== passesAfter) row += 1;
    if (way !== passesBefore) column += 1;
  }
  return found;
}

/** What it is worth to keep a part as this one: the words that need not be written again. 0 where they are not one. */
function gainOf(
  one: JSONContent | undefined,
  other: JSONContent | undefined,
  bags: WordBags,
): number {
  if (!one || !other) return 0;
  const alike = bags.likeness(one, other);
  if (alike < leastAlike) return 0;
  // Parts without a word, such as a line, are worth something, too.
  const gain = (bags.shared(one, other) + 0.1) * alike;
  return one.type === other.type ? gain : isOneTypeAway(one, other) ? gain * otherType : 0;
}

/** A paragraph may become a heading, a list be numbered; no table becomes a list. */
function isOneTypeAway({ type = '' }: JSONContent, other: JSONContent): boolean {
  return families.some((family) => family.has(type) && family.has(other.type ?? ''));
}

const families: readonly ReadonlySet<string>[] = [
  new Set(['paragraph', 'heading']),
  new Set(['bulletList', 'orderedList']),
  new Set(['tableHeader', 'tableCell']),
];

/** @returns a pair so many places further on. */
export function shifted({ before, after }: Pair, rows: number, columns: number): Pair {
  return { before: before + rows, after: after + columns };
}
