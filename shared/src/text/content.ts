/**
 * The text as ProseMirror JSON, and back. Reading is our own, so that `check.ts` and everyone else see the same thing;
 * writing is the editor binding's, so that a draft made here is what an editor would have made.
 */
import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { attributesFit } from './attributes.ts';
import { newBlockId } from './block-id.ts';
import { bodyOf } from './body.ts';
import { blockTypes, schema } from './schema.ts';
import { tablesFit } from './table-size.ts';

export type { JSONContent };

/** How deep nodes may stand in one another. Deeper ones exhaust the stack of whoever draws them. */
export const nestingDepth = 32;

/** @returns the whole body as `{ type: 'doc', content }`. Throws on content no check would have let in. */
export function contentOf(fragment: Y.XmlFragment): JSONContent {
  return { type: 'doc', content: fragment.toArray().flatMap((child) => nodesOf(child, 1)) };
}

/** The same, for texts that others go on writing beside: stops after each block of the body. The text must not change meanwhile. */
export function* contentInSteps(fragment: Y.XmlFragment): Generator<void, JSONContent, void> {
  const content: JSONContent[] = [];
  for (const child of fragment.toArray()) {
    content.push(...nodesOf(child, 1));
    yield;
  }
  return { type: 'doc', content };
}

/** @returns one top-level block. Throws where it is no element, holds what no text holds, or is nested too deep. */
export function blockContentOf(block: unknown): JSONContent {
  if (block instanceof Y.XmlElement) return elementOf(block, 1);
  throw new Error('The body holds something that is not a block.');
}

/**
 * Fills an empty text document, in one transaction. Blocks without a `bid` get one.
 * Throws where the content does not fit the schema: files are parsed and sanitised before they come here.
 */
export function fillBody(doc: Y.Doc, content: JSONContent): void {
  if (isTooDeep(content)) throw new Error('The text is nested too deep.');
  // Or whoever presses Enter in such a list is refused, for `check.ts` judges all of the block.
  if (!attributesFit(content) || !tablesFit(content))
    throw new Error('The text holds values that no edit may bring.');
  const node = Node.fromJSON(schema, withBlockIds(content));
  node.check();
  doc.transact(() => prosemirrorToYXmlFragment(node, bodyOf(doc)));
}

/** The text of a new draft as the one update that writes it, and the Yjs client id in whose name it does. */
export interface FirstWords {
  readonly update: Uint8Array<ArrayBuffer>;
  readonly client: number;
}

/** @returns the content as an update of an empty text. Throws like `fillBody`. */
export function firstWords(content: JSONContent): FirstWords {
  const doc = new Y.Doc();
  fillBody(doc, content);
  const update = Y.encodeStateAsUpdate(doc).slice();
  doc.destroy();
  return { update, client: doc.clientID };
}

/** @returns whether anything in a whole document, or in a block with `depth` 1, is nested deeper than `nestingDepth`. */
export function isTooDeep({ content }: JSONContent, depth = 0): boolean {
  if (depth > nestingDepth) return true;
  return content?.some((child) => child.type !== 'text' && isTooDeep(child, depth + 1)) ?? false;
}

/** @returns the content with a `bid` on every block; a `bid` that occurs twice is kept by the first only. */
export function withBlockIds(content: JSONContent, seen = new Set<unknown>()): JSONContent {
  const named = takesBlockId(content)
    ? { attrs: { ...content.attrs, bid: idOf(content, seen) } }
    : {};
  const children = content.content?.map((child) => withBlockIds(child, seen));
  return { ...content, ...named, ...(children && { content: children }) };
}

function idOf({ attrs }: JSONContent, seen: Set<unknown>): unknown {
  const given: unknown = attrs?.['bid'];
  const bid = typeof given === 'string' && given !== '' && !seen.has(given) ? given : newBlockId();
  seen.add(bid);
  return bid;
}

/** @returns whether it is a node that carries a `bid`. */
export function takesBlockId({ type }: Pick<JSONContent, 'type'>): boolean {
  return blockTypes.some((name) => name === type);
}

function nodesOf(child: unknown, depth: number): JSONContent[] {
  if (child instanceof Y.XmlElement) return [elementOf(child, depth)];
  if (child instanceof Y.XmlText) return runsOf(child);
  throw new Error('The body holds something that is neither an element nor text.');
}

function elementOf(element: Y.XmlElement, depth: number): JSONContent {
  if (depth > nestingDepth) throw new Error('The text is nested too deep.');
  const attrs = element.getAttributes();
  const content = element.toArray().flatMap((child) => nodesOf(child, depth + 1));
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  };
}

/** A stretch of the text between two changes of its marks, as Yjs tells it. */
interface Run {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** @returns a text as text nodes, one for each stretch of the same marks. Throws where it holds anything but characters. */
export function runsOf(text: Y.XmlText): JSONContent[] {
  return (text.toDelta() as Run[]).map(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string')
      throw new Error('The text holds something that is not a character.');
    const marks = Object.keys(attributes)
      .toSorted(byRank)
      .map((name) => markOf(name, attributes[name]));
    return { type: 'text', text: insert, ...(marks.length > 0 && { marks }) };
  });
}

/** Marks stand in the schema's order: the order of a delta's attributes is an accident of history. */
function byRank(one: string, other: string): number {
  return rank(one) - rank(other);
}

const ranks = new Map(Object.keys(schema.marks).map((name, at) => [name, at]));

function rank(name: string): number {
  return ranks.get(name) ?? ranks.size;
}

function markOf(type: string, attrs: unknown): { type: string; attrs?: Record<string, unknown> } {
  if (typeof attrs !== 'object') throw new Error('A mark has no attributes.');
  const given: Record<string, unknown> = { ...attrs };
  return Object.keys(given).length > 0 ? { type, attrs: given } : { type };
}
