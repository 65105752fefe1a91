/**
 * How large a table may be. Every editor makes a table rectangular as soon as it sees it: where one row says that it is wide,
 * all rows get cells up to that width. A few bytes could so cost every screen millions of cells.
 */
import type { JSONContent } from '@tiptap/core';

/** How far a cell reaches. */
export interface Span {
  readonly colspan: number;
  readonly rowspan: number;
}

/** Far more than a page shows; the widest matrix of a strategy has some twenty. */
export const mostColumns = 100;

/** A register of 1,000 rows and ten columns. Editors go through all of a table at every change of its cells. */
export const mostCells = 10_000;

/** So many cells for each that is there: tables that word processors made on a fine grid have up to ten. A small one may be uneven. */
const mostForEach = 20;
const smallTable = 400;

/** What editors have to do with a table: the places of the whole rectangle, and how many cells there are to fill it. */
interface Size {
  readonly width: number;
  readonly area: number;
  readonly there: number;
}

function sizeOf(rows: readonly (readonly Span[])[]): Size {
  let width = 0;
  let there = 0;
  /** How many columns cells of the rows above take, and how many of them end above which row. */
  let reaching = 0;
  const ending = new Map<number, number>();
  for (const [at, row] of rows.entries()) {
    reaching -= ending.get(at) ?? 0;
    for (const { colspan, rowspan } of row) {
      there += 1;
      reaching += colspan;
      ending.set(at + rowspan, (ending.get(at + rowspan) ?? 0) + colspan);
    }
    width = Math.max(width, reaching);
  }
  return { width, area: width * rows.length, there };
}

/**
 * @param rows of each cell that is there, how far it reaches.
 * @returns whether no editor has too much to do to make them a whole table: for all that makes or enlarges one.
 */
export function tableFits(rows: readonly (readonly Span[])[]): boolean {
  const { width, area, there } = sizeOf(rows);
  const most = Math.min(mostCells, Math.max(smallTable, mostForEach * there));
  return width <= mostColumns && area <= most;
}

/**
 * @returns whether a table can be lived with that is there: of before there was a bound, or of two people who added a row each.
 * It is as large as its cells make it.
 */
export function tableIsBearable(rows: readonly (readonly Span[])[]): boolean {
  return tableFits(rows) || isFilled(sizeOf(rows));
}

/** @returns whether a change from one table to another makes it no larger. */
export function tableShrinks(
  before: readonly (readonly Span[])[],
  now: readonly (readonly Span[])[],
): boolean {
  const [was, is] = [sizeOf(before), sizeOf(now)];
  return is.area <= was.area && is.width <= was.width && isFilled(is);
}

/** Some of its cells may be joined. */
function isFilled({ area, there }: Size): boolean {
  return area <= 2 * there;
}

/**
 * @param fits how each is judged.
 * @returns whether every table in some content fits. Spans are taken to be whole numbers, which `attributes.ts` sees to.
 */
export function tablesFit({ type, content = [] }: JSONContent, fits = tableFits): boolean {
  if (type === 'table' && !fits(content.map(spansOf))) return false;
  return content.every((child) => tablesFit(child, fits));
}

/** @returns the same content with the blocks of each table that does not fit in its place, cell after cell: no word is lost. */
export function withFittingTables(node: JSONContent): JSONContent {
  if (!node.content) return node;
  const content = node.content.map(withFittingTables).flatMap((child) => {
    if (tablesFit(child)) return [child];
    const cells = (child.content ?? []).flatMap((row) => row.content ?? []);
    return cells.flatMap((cell) => cell.content ?? []);
  });
  return { ...node, content };
}

function spansOf({ content = [] }: JSONContent): Span[] {
  return content.map(({ attrs }) => ({
    colspan: Number(attrs?.['colspan'] ?? 1),
    rowspan: Number(attrs?.['rowspan'] ?? 1),
  }));
}
