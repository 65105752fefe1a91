/**
 * Whole blocks of a text, as the rules of proposals ask for them: what they read, and whether an edit of them could be made.
 * Pure reading; the server's room/blocks-edit.ts writes.
 */
import { Fragment, Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

import type { Selected } from '../words/anchor.ts';
import type { BlockContent } from '../words/blocks.ts';
import type { BlockId } from '../words/ids.ts';
import { selectedBetween } from './anchor.ts';
import { readAlike, cleanBlock } from './block-content.ts';
import { bodyOf } from './body.ts';
import { fitsContent } from './check.ts';
import type { JSONContent } from './content.ts';
import { blockContentOf, isTooDeep } from './content.ts';
import type { NamedBlocks } from './named-blocks.ts';
import { blockNamed, namedBlocks } from './named-blocks.ts';
import { childrenOf } from './positions.ts';
import { textsIn } from './reading.ts';
import { schema } from './schema.ts';

/** Where the blocks `to` are to stand: in the place of the named ones, if these read `from`; or beside the one that is named. */
export interface BlocksEdit {
  readonly place: 'instead' | 'before' | 'after';
  readonly bids: readonly BlockId[];
  /** Nothing, with a place beside: what the neighbour reads does not matter. */
  readonly from: readonly BlockContent[];
  readonly to: readonly BlockContent[];
  /** The ids under which `to` are to stand, where no other block has them: blocks that come back are the same ones. */
  readonly as?: readonly BlockId[];
}

/** The text at hand, for the rules. */
export interface BlocksAtHand {
  /** @returns what the blocks read; null where they do not stand side by side in this order. */
  read(bids: readonly BlockId[]): BlockContent[] | null;
  /** @returns the words of all of these blocks as a selection; null where they hold none, or more than a passage may. */
  selected(bids: readonly BlockId[]): Selected | null;
  /** @returns the words right beside a place: of the last text before it, or the first one after, in the block or beyond it. */
  near(bid: BlockId, isBefore: boolean): Selected | null;
  /** @returns whether the text has none of these blocks. */
  areGone(bids: readonly BlockId[]): boolean;
  /** @returns whether an edit can be made: its blocks stand and read as it says, and what comes of it fits the schema. */
  takes(edit: BlocksEdit): boolean;
}

export function blocksAtHand(doc: Y.Doc): BlocksAtHand {
  return {
    read: (bids) => namedBlocks(doc, bids)?.blocks.map(contentOf) ?? null,
    selected: (bids) => selectedIn(doc, namedBlocks(doc, bids)?.blocks ?? []),
    near: (bid, isBefore) => nearest(doc, bid, isBefore),
    areGone: (bids) => bids.every((bid) => blockNamed(bodyOf(doc), bid) === null),
    takes: (edit) => blocksFor(doc, edit) !== null,
  };
}

/** @returns the blocks that an edit is about, if it can be made; otherwise null. */
export function blocksFor(doc: Y.Doc, edit: BlocksEdit): NamedBlocks | null {
  const named = namedBlocks(doc, edit.bids);
  if (named === null) return null;
  if (edit.place === 'instead' && !readAlike(named.blocks.map(contentOf), edit.from)) return null;
  return fitsWith(named, edit, bodyOf(doc)) ? named : null;
}

/** @returns the words of these blocks, from the first to the last. */
export function selectedIn(doc: Y.Doc, blocks: readonly Y.XmlElement[]): Selected | null {
  const texts = blocks.flatMap(textsOf);
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return null;
  const end = { text: last, offset: last.length };
  return selectedBetween(bodyOf(doc), { text: first, offset: 0 }, end);
}

function nearest(doc: Y.Doc, bid: BlockId, isBefore: boolean): Selected | null {
  const block = blockNamed(bodyOf(doc), bid);
  if (block === null) return null;
  const within = textsOf(block);
  const text = (isBefore ? within[0] : within.at(-1)) ?? textBeside(block, isBefore);
  const whole = text && { start: { text, offset: 0 }, end: { text, offset: text.length } };
  return whole ? selectedBetween(bodyOf(doc), whole.start, whole.end) : null;
}

/** The nearest text to a block that holds none: before it, or after it where that is wanted or there is no other. */
function textBeside(block: Y.XmlElement, isAfter: boolean): Y.XmlText | undefined {
  const [before, after] = [textAlong(block, 'prevSibling'), textAlong(block, 'nextSibling')];
  return isAfter ? (after ?? before) : (before ?? after);
}

function textAlong(block: Y.XmlElement, side: 'prevSibling' | 'nextSibling') {
  for (let at: Y.XmlElement = block; ;) {
    for (let next = at[side]; next; next = next[side]) {
      const texts = next instanceof Y.XmlText ? [next] : textsOf(next);
      const found = texts.filter(({ length }) => length > 0).at(side === 'nextSibling' ? 0 : -1);
      if (found) return found;
    }
    if (!(at.parent instanceof Y.XmlElement)) return undefined;
    at = at.parent;
  }
}

function textsOf(block: Y.XmlFragment): Y.XmlText[] {
  return [...textsIn(block)].map(({ text }) => text);
}

function contentOf(block: Y.XmlElement): BlockContent {
  return cleanBlock(blockContentOf(block));
}

/** What stands there with the edit made is judged as an update that makes it would be. */
function fitsWith(
  { parent, first, blocks }: NamedBlocks,
  { place, to }: BlocksEdit,
  body: Y.XmlFragment,
): boolean {
  const at = place === 'after' ? first + 1 : first;
  const count = place === 'instead' ? blocks.length : 0;
  const siblings: Child[] = [...childrenOf(parent)];
  const children = siblings.toSpliced(at, count, ...(to as readonly JSONContent[]));
  if (parent instanceof Y.XmlElement) return isTopLevel(contentWith(parent, children, body));
  return children.length > 0 && (to as readonly JSONContent[]).every(isTopLevel);
}

/** What stands in a parent: as it is in the text, or as it is to be. */
type Child = Y.XmlElement | Y.XmlText | JSONContent;

/** The top-level block around an element, with these children in it. */
function contentWith(
  element: Y.XmlElement,
  children: readonly Child[],
  body: Y.XmlFragment,
): JSONContent {
  const content = children.map((child) =>
    child instanceof Y.XmlElement ? blockContentOf(child) : (child as JSONContent),
  );
  const attrs = element.getAttributes();
  const part = { type: element.nodeName, attrs, ...(content.length > 0 && { content }) };
  const outer = element.parent;
  if (outer === body || !(outer instanceof Y.XmlElement)) return part;
  const around: Child[] = [...childrenOf(outer)];
  return contentWith(
    outer,
    around.map((child) => (child === element ? part : child)),
    body,
  );
}

function isTopLevel(block: JSONContent): boolean {
  if (isTooDeep(block, 1) || !fitsContent(block)) return false;
  return schema.topNodeType.validContent(Fragment.from(Node.fromJSON(schema, block)));
}
