/** Undoes one change of whole blocks in a text of one's own: what the shared text has there stands there again. */
import { cleanBlock } from '@gloss/shared/text/block-content';
import { blocksFor } from '@gloss/shared/text/blocks-at-hand';
import { blockContentOf } from '@gloss/shared/text/content';
import type { NamedBlocks } from '@gloss/shared/text/named-blocks';
import { namedBlocks } from '@gloss/shared/text/named-blocks';
import { childrenOf } from '@gloss/shared/text/positions';
import { reviseBlocks } from '@gloss/shared/text/revise';
import type { BlocksWanted } from '@gloss/shared/words/blocks';
import { BlockId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import type { UnsentChange } from '../line/unsent-changes.ts';

/** @returns false where the place cannot be told any more. */
export function putBlocksBack(own: Y.Doc, shared: Y.Doc, { blocks, own: bids = [] }: UnsentChange) {
  if (!blocks) return false;
  const was = blocks.op === 'insert' ? null : namedBlocks(shared, blocks.bids);
  if (blocks.op !== 'insert' && was === null) return false;
  const place = bids.length > 0 ? placeOf(own, bids, blocks) : was && gapOf(own, was);
  if (!place) return false;
  const content = was?.blocks.map((block) => cleanBlock(blockContentOf(block))) ?? [];
  own.transact((transaction) => reviseBlocks(transaction, place, content, blocks.bids));
  return true;
}

/** The blocks as they stand there; they can go only where what is left still fits. */
function placeOf(own: Y.Doc, bids: readonly BlockId[], { op }: BlocksWanted): NamedBlocks | null {
  const named = namedBlocks(own, bids);
  if (named === null || op !== 'insert') return named;
  const from = named.blocks.map((block) => cleanBlock(blockContentOf(block)));
  return blocksFor(own, { place: 'instead', bids, from, to: [] });
}

/** Where deleted blocks stood: beside what stands next to them in the shared text. */
function gapOf(own: Y.Doc, { parent, first, blocks }: NamedBlocks): NamedBlocks | null {
  const siblings = [...childrenOf(parent)].map(
    (each) => BlockId.safeParse(each.getAttribute('bid')).data,
  );
  const [before, after] = [siblings[first - 1], siblings[first + blocks.length]];
  const behind = before && namedBlocks(own, [before]);
  if (behind) return { parent: behind.parent, first: behind.first + 1, blocks: [] };
  const ahead = after && namedBlocks(own, [after]);
  return ahead ? { parent: ahead.parent, first: ahead.first, blocks: [] } : null;
}
