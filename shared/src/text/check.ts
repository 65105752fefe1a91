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

/**
 * @returns what a transaction changed of the text: parts changed inside, and top-level blocks put in. Ask in the
 * transaction's own observers, as `beforeState` is read.
 */
export function touchedBy(fragment: Y.XmlFragment, transaction: Y.Transaction): Set<unknown> {
  const touched = new Set<unknown>(transaction.changed.keys());
  // New blocks are told as one change of the body, which is too much to judge at every Enter.
  if (touched.delete(fragment))
    for (const block of fragment.toArray() as unknown[])
      if (!(block instanceof Y.AbstractType) || isNew(block, transaction)) touched.add(block);
  return touched;
}

/**
 * @param touched what is judged, with the whole top-level block around it; the body stands for all of its blocks.
 * @returns `update-invalid` where a block does not fit the schema, or where the document has a root besides the body.
 */
export function checkBlocks(fragment: Y.XmlFragment, touched: Iterable<unknown>): Ruling<void> {
  const roots = [...(fragment.doc?.share.keys() ?? [])];
  if (roots.some((root) => root !== bodyRoot)) return refuse('update-invalid');
  const blocks = new Set<unknown>();
  for (const part of touched)
    if (part === fragment) for (const block of fragment.toArray()) blocks.add(block);
    else if (!isGone(part)) blocks.add(topLevelOf(fragment, part));
  return [...blocks].every(fitsBlock) ? grant(undefined) : refuse('update-invalid');
}

/** @returns whether some content fits the schema: for text that comes from a file. */
export function fitsContent(content: JSONContent): boolean {
  try {
    if (isTooDeep(content) || !attributesFit(content)) return false;
    Node.fromJSON(schema, content).check();
    return true;
  } catch {
    return false;
  }
}

/** Whatever cannot be read or built does not fit; that is the only thing these throws can mean. */
function fitsBlock(block: unknown): boolean {
  try {
    const content = blockContentOf(block);
    if (!fitsContent(content)) return false;
    return schema.topNodeType.validContent(Fragment.from(Node.fromJSON(schema, content)));
  } catch {
    return false;
  }
}

function isNew(type: Y.AbstractType<unknown>, { beforeState }: Y.Transaction): boolean {
  const id = type._item?.id;
  return id !== undefined && id.clock >= (beforeState.get(id.client) ?? 0);
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
