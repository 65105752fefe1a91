/**
 * Judges what an update has put into the text. The editor binding deletes, on every screen, whatever does not fit its
 * schema: one unknown mark costs a paragraph. So nothing of that kind may be kept or shown (evidence on anchoring, D).
 */
import { Fragment, Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

import type { Ruling } from '../words/refusal.ts';
import { grant, refuse } from '../words/refusal.ts';
import { attributesFit } from './attributes.ts';
import { bodyRoot } from './body.ts';
import type { JSONContent } from './content.ts';
import { blockContentOf, isTooDeep } from './content.ts';
import { schema } from './schema.ts';
import { tableFits, tableIsBearable, tablesFit } from './table-size.ts';

/**
 * @param touched the parts that an update changed and the top-level blocks it put in; each is judged with the whole
 * top-level block around it. The body stands for all of its blocks.
 * @returns `update-invalid` where a block does not fit the schema or is a table beyond all measure, where something other than a block was put into the body,
 * or where the document has a root besides the body.
 */
export function checkBlocks(fragment: Y.XmlFragment, touched: Iterable<unknown>): Ruling<void> {
  if (!hasOnlyBody(fragment)) return refuse('update-invalid');
  for (const block of topLevelBlocks(fragment, touched))
    if (!fitsBlock(block)) return refuse('update-invalid');
  return grant(undefined);
}

/** @returns what `checkBlocks` judges of these parts, which may be given to it one by one: the blocks, and what is none. */
export function topLevelBlocks(
  fragment: Y.XmlFragment,
  touched: Iterable<unknown>,
): ReadonlySet<unknown> {
  const blocks = new Set<unknown>();
  for (const part of touched)
    if (part === fragment) for (const block of fragment.toArray()) blocks.add(block);
    else if (!isGone(part)) blocks.add(topLevelOf(fragment, part));
  return blocks;
}

/** @returns whether a text has no root besides its body. An update makes one by naming it, also where nothing in it is new. */
export function hasOnlyBody({ doc }: Y.XmlFragment): boolean {
  for (const root of doc?.share.keys() ?? []) if (root !== bodyRoot) return false;
  return true;
}

/** @returns whether some content fits the schema: for text that comes from a file. */
export function fitsContent(content: JSONContent): boolean {
  return fittingNode(content, tableFits) !== null;
}

/** @returns the node that some content makes, or null where it does not fit the schema, or one of its tables is too large. */
function fittingNode(content: JSONContent, fits: typeof tableFits): Node | null {
  try {
    if (isTooDeep(content) || !attributesFit(content) || !tablesFit(content, fits)) return null;
    const node = Node.fromJSON(schema, content);
    node.check();
    return node;
  } catch {
    return null;
  }
}

/** Whatever cannot be read or built does not fit; that is the only thing these throws can mean. */
function fitsBlock(block: unknown): boolean {
  try {
    const content = blockContentOf(block);
    if (!(block instanceof Y.XmlElement) || hasStrayText(block)) return false;
    const node = fittingNode(content, tableIsBearable);
    return node !== null && schema.topNodeType.validContent(Fragment.from(node));
  } catch {
    return false;
  }
}

/**
 * Whether a text stands where only blocks do. While it is empty no screen shows it and the schema has nothing against it; but
 * no editor makes one there, and whoever writes in it is refused.
 */
function hasStrayText(element: Y.XmlElement): boolean {
  const takesText = schema.nodes[element.nodeName]?.inlineContent === true;
  return element
    .toArray()
    .some((child) => (child instanceof Y.XmlElement ? hasStrayText(child) : !takesText));
}

/** What was deleted in the same update, with whatever it stood in, is on no screen. */
function isGone(part: unknown): boolean {
  for (let at = part; at instanceof Y.AbstractType; at = at.parent)
    if (at._item?.deleted === true) return true;
  return false;
}

/** The child of the body that a part stands in; the part itself where it stands elsewhere, which never fits. */
function topLevelOf(fragment: Y.XmlFragment, part: unknown): unknown {
  for (let at = part; at instanceof Y.AbstractType; at = at.parent)
    if (at.parent === fragment) return at;
  return part;
}
