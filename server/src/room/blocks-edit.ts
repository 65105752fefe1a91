/** The server's own pen for whole blocks: puts them in the place of others, or beside one, touching as little as possible. */
import type { BlocksEdit } from '@gloss/shared/text/blocks-at-hand';
import { blocksFor } from '@gloss/shared/text/blocks-at-hand';
import { bodyOf } from '@gloss/shared/text/body';
import type { NamedBlocks } from '@gloss/shared/text/named-blocks';
import { blockNamed } from '@gloss/shared/text/named-blocks';
import { childrenOf } from '@gloss/shared/text/positions';
import { reviseBlocks } from '@gloss/shared/text/revise';
import { textBlocks } from '@gloss/shared/wire/limits';
import type { BesideBlock } from '@gloss/shared/words/blocks';
import { BlockId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type * as Y from 'yjs';

/** What was written. */
export interface WrittenBlocks {
  /** The blocks that stand there now; none where they were deleted. */
  readonly blocks: readonly Y.XmlElement[];
  /** A block right beside the place, for putting deleted ones back. Absent where there is none. */
  readonly beside: BesideBlock | undefined;
}

/**
 * Writes inside the caller's transaction. Refuses, having touched nothing: `passage-changed` where the blocks do not stand or
 * read as the edit says, or would not fit; `too-large` where a text may not have so many.
 */
export function writeBlocks(transaction: Y.Transaction, edit: BlocksEdit): Ruling<WrittenBlocks> {
  const { doc } = transaction;
  const named = blocksFor(doc, edit);
  if (named === null) return refuse('passage-changed');
  if (bodyOf(doc).length + edit.to.length > textBlocks) return refuse('too-large');
  const place = placeOf(named, edit);
  const beside = besideOf(place);
  const free = (edit.as ?? []).map((bid) =>
    blockNamed(bodyOf(doc), bid) === null ? bid : undefined,
  );
  return grant({ blocks: reviseBlocks(transaction, place, edit.to, free), beside });
}

/** Beside a block means: in the place of none. */
function placeOf({ parent, first, blocks }: NamedBlocks, { place }: BlocksEdit): NamedBlocks {
  if (place === 'instead') return { parent, first, blocks };
  return { parent, first: place === 'after' ? first + 1 : first, blocks: [] };
}

function besideOf({ parent, first, blocks }: NamedBlocks): BesideBlock | undefined {
  const siblings = [...childrenOf(parent)];
  const before = bidOf(siblings[first - 1]);
  const after = bidOf(siblings[first + blocks.length]);
  if (before) return { bid: before, isBefore: false };
  return after && { bid: after, isBefore: true };
}

/** @returns the id of a block; undefined where it is none, or has none. */
export function bidOf(block: Y.XmlElement | Y.XmlText | undefined): BlockId | undefined {
  return BlockId.safeParse(block?.getAttribute('bid')).data;
}
