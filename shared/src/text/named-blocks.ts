/** Blocks of a text by their ids: where they stand, and what stands around them. Reads only. */
import * as Y from 'yjs';

import type { BlockId } from '../words/ids.ts';
import { bodyOf } from './body.ts';
import { childrenOf } from './positions.ts';

/** Blocks side by side in one parent. */
export interface NamedBlocks {
  readonly parent: Y.XmlFragment;
  /** The place of the first of them among the children of the parent, from 0. */
  readonly first: number;
  readonly blocks: readonly Y.XmlElement[];
}

/** @returns the blocks of these ids; null where one is missing, or they do not stand side by side in this order. */
export function namedBlocks(doc: Y.Doc, bids: readonly BlockId[]): NamedBlocks | null {
  const [bid] = bids;
  const block = bid === undefined ? null : blockNamed(bodyOf(doc), bid);
  if (block === null || !(block.parent instanceof Y.XmlFragment)) return null;
  const siblings = [...childrenOf(block.parent)];
  const first = siblings.indexOf(block);
  const blocks = siblings
    .slice(first, first + bids.length)
    .filter((each) => each instanceof Y.XmlElement);
  const areThey = bids.every((each, at) => blocks[at]?.getAttribute('bid') === each);
  return areThey ? { parent: block.parent, first, blocks } : null;
}

/** @returns the first block of that id within a parent, or null where there is none. Walks over all blocks, some milliseconds in a book. */
export function blockNamed(parent: Y.XmlFragment, bid: BlockId): Y.XmlElement | null {
  for (const child of childrenOf(parent)) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (child.getAttribute('bid') === bid) return child;
    const within = blockNamed(child, bid);
    if (within) return within;
  }
  return null;
}
