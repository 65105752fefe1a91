/** What of a text did not reach the server, block by block, as words: what stands there, and what this person wrote instead. Pure. */
import { BlockContent, BlocksWanted } from '@gloss/shared/words/blocks';
import { BlockId } from '@gloss/shared/words/ids';
import * as random from 'lib0/random';
import * as z from 'zod/mini';

import type { Block } from './blocks.ts';

export const UnsentChange = z.object({
  id: z.string(),
  /** changed: the block reads otherwise. added: new paragraphs beside it. loose: nobody knows where the words belong. */
  is: z.enum(['changed', 'added', 'loose']),
  /** The block it is about; for added words the one they follow, or come before. Null for loose ones. */
  bid: z.nullable(BlockId),
  /** Whether added words come before the block, at the very beginning of the text. */
  isBefore: z.boolean(),
  /** What the server's text had there when the two were compared. Empty for added and loose words. */
  before: z.string(),
  /** What this person wrote. Empty where the block was deleted. */
  mine: z.string(),
  /** Where whole blocks come, go or become others: those. The words are theirs then. */
  blocks: z.optional(BlocksWanted),
  /** What those read that would go. */
  was: z.optional(z.array(BlockContent)),
  /** The blocks that stand there in the text of who wrote them. */
  own: z.optional(z.array(BlockId)),
  /** They went with a block that was changed as a whole, or deleted, by somebody who had not seen them: who wrote them. */
  wentWithBlock: z.optional(z.enum(['me', 'others'])),
});
export type UnsentChange = z.infer<typeof UnsentChange>;

/** @returns words without a place. */
export function looseChange(mine: string): UnsentChange {
  return { id: random.uuidv4(), is: 'loose', bid: null, isBefore: false, before: '', mine };
}

/**
 * @param mine the text as it would read with this person's edits.
 * @param touched only these blocks count; null: all that differ are this person's doing.
 * @returns the changes in the order of the text, those of blocks that are gone last. What differs only in how it is broken
 * into paragraphs is no change of words.
 */
export function changesBetween(
  server: readonly Block[],
  mine: readonly Block[],
  touched: ReadonlySet<string> | null,
): UnsentChange[] {
  const counts = ({ bid }: Block) => touched === null || touched.has(bid);
  const theirs = new Map(server.filter(hasWords).map((block) => [block.bid, block]));
  const changes: UnsentChange[] = [];
  let follows: BlockId | null = null;
  for (const block of mine) {
    const there = theirs.get(block.bid);
    if (there) {
      follows = block.bid;
      if (there.words !== block.words && counts(block))
        changes.push({ ...changed(there), mine: block.words });
    } else if (hasWords(block) && counts(block)) add(block.words, follows);
  }
  const here = new Set(mine.map(({ bid }) => bid));
  for (const block of theirs.values())
    if (!here.has(block.bid) && counts(block)) changes.push(changed(block));
  return changes.filter(({ before, mine: words }) => plain(before) !== plain(words));

  /** Paragraphs that follow a changed one were often split off it: they belong to the same change. */
  function add(words: string, bid: BlockId | null): void {
    const last = changes.at(-1);
    if (last && last.bid === bid && !last.isBefore)
      changes.splice(-1, 1, { ...last, mine: `${last.mine}\n${words}` });
    else changes.push(added(words, bid));
  }

  function added(words: string, bid: BlockId | null): UnsentChange {
    const [first] = theirs.keys();
    const base = { id: random.uuidv4(), before: '', mine: words };
    if (bid !== null) return { ...base, is: 'added', bid, isBefore: false };
    return first === undefined
      ? looseChange(words)
      : { ...base, is: 'added', bid: first, isBefore: true };
  }
}

function changed({ bid, words }: Block): UnsentChange {
  return { id: random.uuidv4(), is: 'changed', bid, isBefore: false, before: words, mine: '' };
}

function hasWords({ words }: Block): boolean {
  return words.trim() !== '';
}

function plain(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
