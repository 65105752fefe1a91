/**
 * Whether content has only attributes that it may have. ProseMirror only knows names, and passes over those it
 * does not know; both would travel to every screen.
 */
import type { JSONContent } from '@tiptap/core';

import { fittingValue, valueFits } from './attribute-values.ts';
import { schema } from './schema.ts';

/** @returns content of the schema's form with values that fit. A link without an address gives up being one. */
export function withFittingAttributes({
  attrs,
  marks,
  content,
  ...node
}: JSONContent): JSONContent {
  const kept = marks
    ?.map((mark) => ({ ...mark, ...(mark.attrs && { attrs: fittingOf(mark.attrs) }) }))
    .filter(({ type, attrs }) => type !== 'link' || typeof attrs?.['href'] === 'string');
  return {
    ...node,
    ...(attrs && { attrs: fittingOf(attrs) }),
    ...(kept && kept.length > 0 && { marks: kept }),
    ...(content && { content: content.map(withFittingAttributes) }),
  };
}

function fittingOf(attrs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fitting = Object.entries(attrs).map(([name, value]) => [name, fittingValue(name, value)]);
  return Object.fromEntries(fitting.filter(([, value]) => value !== undefined)) as Record<
    string,
    unknown
  >;
}

/** @returns whether a node, its marks and everything in it have only attributes of the schema, with values that fit. */
export function attributesFit({ type, attrs, marks, content }: JSONContent): boolean {
  return (
    haveFit(schema.nodes[type ?? '']?.spec.attrs, attrs) &&
    (marks ?? []).every((mark) => haveFit(schema.marks[mark.type]?.spec.attrs, mark.attrs)) &&
    (content ?? []).every(attributesFit)
  );
}

/**
 * @param value as Yjs notes it where a mark begins; null where it ends.
 * @returns whether the schema has such a mark, and it may be this one.
 */
export function markFits(name: string, value: unknown): boolean {
  if (!Object.hasOwn(schema.marks, name)) return false;
  if (value === null) return true;
  const isObject = typeof value === 'object' && !Array.isArray(value);
  return isObject && haveFit(schema.marks[name]?.spec.attrs, { ...value });
}

function haveFit(known: object | null | undefined, attrs: Readonly<Record<string, unknown>> = {}) {
  return Object.entries(attrs).every(
    ([name, value]) => Object.hasOwn(known ?? {}, name) && valueFits(name, value),
  );
}
