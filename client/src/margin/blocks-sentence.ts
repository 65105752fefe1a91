/** What a proposal of whole blocks is about, in a sentence. Pure. */
import type { BlockContent, BlocksWanted, ProposedBlocks } from '@gloss/shared/words/blocks';

import { phrases } from '../phrases/phrases.ts';

const words = phrases.margin.proposal.blocks;

/** @returns the sentence for a card. */
export function blocksSentence(blocks: ProposedBlocks): string {
  const { op, was, content } = blocks;
  if (op === 'insert') return words.inserts(typesOf(content), blocks.isBefore);
  return op === 'delete'
    ? words.deletes(typesOf(was))
    : words.replaces(typesOf(was), typesOf(content));
}

/** @returns the same as somebody's deed, for those who listen. */
export function blocksSaid({ op, was, content }: ProposedBlocks): string {
  if (op === 'insert') return words.said.inserted(typesOf(content));
  return op === 'delete'
    ? words.said.deleted(typesOf(was))
    : words.said.replaced(typesOf(was), typesOf(content));
}

/** @returns the sentence without the place of new blocks. @param was what the blocks read now; of new ones, nothing */
export function wantedSentence(wanted: BlocksWanted, was: readonly BlockContent[]): string {
  if (wanted.op === 'insert') return words.adds(typesOf(wanted.content));
  return blocksSentence({ ...wanted, was: [...was] });
}

function typesOf(content: readonly BlockContent[]): string[] {
  return content.map(({ type }) => type);
}
