/** Which values the attributes of nodes and marks may have, and what becomes of others. */
import { cutTo } from '../words/text.ts';
import { isAllowedHref } from './href.ts';

type Fits = (value: unknown) => boolean;

const longestTitle = 1000;
const mostCells = 200;

const blockId: Fits = (bid) => typeof bid === 'string' && bid.length >= 1 && bid.length <= 64;
const cells: Fits = (count) => isWhole(count, 1, mostCells);
const widths: Fits = (value) =>
  Array.isArray(value) && value.length <= mostCells && value.every(isWidth);
const align: Fits = (value) => value === 'left' || value === 'center' || value === 'right';

/** Attribute → its check. An absent value is the schema's default; so is null, where that fits. */
const values: Readonly<Record<string, Fits>> = {
  bid: blockId,
  level: (level) => isWhole(level, 1, 4),
  start: (start) => isWhole(start, 0, 1_000_000),
  type: (type) => typeof type === 'string' && /^[1aAiI]$/.test(type),
  colspan: cells,
  rowspan: cells,
  colwidth: widths,
  align,
  href: isAllowedHref,
  title: (title) => typeof title === 'string' && title.length <= longestTitle,
};

/** Attribute → what a value that does not fit becomes, where something like it is meant. All others are left out. */
const likes: Readonly<Record<string, (value: unknown) => unknown>> = {
  start: (start) => nearest(start, 0, 1_000_000),
  colspan: (count) => nearest(count, 1, mostCells),
  rowspan: (count) => nearest(count, 1, mostCells),
  title: (title) => cutTo(String(title), longestTitle),
};

/** What an editor counts with: it writes a number, or nothing. */
const neverNull: ReadonlySet<string> = new Set(['level', 'start', 'colspan', 'rowspan']);

/** @returns whether an attribute may have this value. */
export function valueFits(name: string, value: unknown): boolean {
  return value === null ? !neverNull.has(name) : values[name]?.(value) === true;
}

/**
 * @returns the value that an attribute may have for one from a file or from another page: the same, the nearest that fits, or
 * undefined where it is to be left out.
 */
export function fittingValue(name: string, value: unknown): unknown {
  const mended = valueFits(name, value) ? value : likes[name]?.(value);
  return valueFits(name, mended) ? mended : undefined;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** @returns undefined for what is no number. */
function nearest(value: unknown, least: number, most: number): number | undefined {
  const number = Math.trunc(Number.parseFloat(String(value)));
  return Number.isNaN(number) ? undefined : Math.min(Math.max(number, least), most);
}

function isWidth(width: unknown): boolean {
  return isWhole(width, 0, 10_000);
}
