/** Whole blocks of a text, as a structural proposal carries them. `text/blocks-at-hand.ts` reads them from a text. */
import * as z from 'zod/mini';

import { BlockId } from './ids.ts';

/** How many blocks one proposal may name, and bring. */
export const mostBlocks = 200;

/** How long the content of a proposal may be, as JSON: a long chapter. */
export const blocksJsonLength = 64 * 1024;

/**
 * A block as ProseMirror JSON, without ids. Only its outermost form is said here: what fits, and how deep it may be, says the
 * schema of the text, and nothing is kept that has not been through it.
 */
export const BlockContent = z.object({
  type: z.string().check(z.maxLength(64)),
  attrs: z.optional(z.record(z.string(), z.unknown())),
  content: z.optional(z.array(z.unknown())),
});
export type BlockContent = z.infer<typeof BlockContent>;

/** Blocks that are to stand somewhere. */
export const SomeBlocks = z.array(BlockContent).check(z.minLength(1), z.maxLength(mostBlocks));

/** In the order of the text, side by side in one parent. */
const named = z.array(BlockId).check(z.minLength(1), z.maxLength(mostBlocks));

const replace = { op: z.literal('replace'), bids: named, content: SomeBlocks };
const insert = {
  op: z.literal('insert'),
  /** The one block beside which they are to stand. */
  bids: z.array(BlockId).check(z.length(1)),
  /** Before it; otherwise after it. */
  isBefore: z.boolean(),
  content: SomeBlocks,
};
const remove = {
  op: z.literal('delete'),
  bids: named,
  content: z.array(BlockContent).check(z.length(0)),
};

/** What a person proposes to do with whole blocks. */
export const BlocksWanted = z.discriminatedUnion('op', [
  z.object(replace),
  z.object(insert),
  z.object(remove),
]);
export type BlocksWanted = z.infer<typeof BlocksWanted>;

/** What they read when this was proposed, or last rebased; of an insertion, nothing. Read by the server from its own text. */
const was = z.array(BlockContent);

/** The same, as its thread keeps it. */
export const ProposedBlocks = z.discriminatedUnion('op', [
  z.object({ ...replace, was }),
  z.object({ ...insert, was }),
  z.object({ ...remove, was }),
]);
export type ProposedBlocks = z.infer<typeof ProposedBlocks>;

/** A place among blocks: right beside one. */
export const BesideBlock = z.object({ bid: BlockId, isBefore: z.boolean() });
export type BesideBlock = z.infer<typeof BesideBlock>;
