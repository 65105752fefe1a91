/**
 * Which values the attributes of nodes and marks may have. ProseMirror only knows their names, and passes over those it
 * does not know; both would travel to every screen.
 */
import type { JSONContent } from './content.ts';
import { isAllowedHref } from './href.ts';
import { schema } from './schema.ts';

type Fits = (value: unknown) => boolean;

const longestTitle = 1000;
const mostCells = 200;

const blockId: Fits = (bid) => typeof bid === 'string' && bid.length >= 1 && bid.length <= 64;
const cells: Fits = (count) => isWhole(count, 1, mostCells);
const widths: Fits = (value) =>
  Array.isArray(value) && value.length <= mostCells && value.every(isWidth);
const align: Fits = (value) => value === 'left' || value === 'center' || value === 'right';

/** Attribute → its check. A null or absent value is the schema's default and always fits. */
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

/** @returns whether a node, its marks and everything in it have only attributes of the schema, with values that fit. */
export function attributesFit({ type, attrs, marks, content }: JSONContent): boolean {
  return (
    haveFit(schema.nodes[type ?? '']?.spec.attrs, attrs) &&
    (marks ?? []).every((mark) => haveFit(schema.marks[mark.type]?.spec.attrs, mark.attrs)) &&
    (content ?? []).every(attributesFit)
  );
}

function haveFit(known: object | null | undefined, attrs: Readonly<Record<string, unknown>> = {}) {
  return Object.entries(attrs).every(
    ([name, value]) =>
      Object.hasOwn(known ?? {}, name) && (value === null || values[name]?.(value) === true),
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function isWidth(width: unknown): boolean {
  return isWhole(width, 0, 10_000);
}
