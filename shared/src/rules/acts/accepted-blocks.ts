/** What stands in the text where a proposal of whole blocks was accepted, and the edits that put it there and take it out again. */
import { cleanBlocks } from '../../text/block-content.ts';
import type { BlocksEdit } from '../../text/blocks-at-hand.ts';
import type { BlockContent, ProposedBlocks } from '../../words/blocks.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant } from '../../words/refusal.ts';
import type { Applied, Proposal } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';

/** A proposal of whole blocks. */
export type WithBlocks = Proposal & { readonly blocks: ProposedBlocks };

/** @returns the same proposal with other blocks: what deleted some then replaces them. Refuses what `cleanBlocks` refuses. */
export function withContent(
  blocks: ProposedBlocks,
  content: readonly BlockContent[],
): Ruling<ProposedBlocks> {
  const clean = cleanBlocks(content);
  if (!clean.ok) return clean;
  const { op, bids, was } = blocks;
  return grant(
    op === 'delete'
      ? { op: 'replace', bids, was, content: clean.value }
      : { ...blocks, content: clean.value },
  );
}

/**
 * @param content what is to stand there: what is proposed, or a lead's own.
 * @returns the edit that puts it in, also in the place of what was accepted before; null where nobody knows that place.
 */
export function acceptingEdit(
  { blocks, applied }: WithBlocks,
  content: readonly BlockContent[],
): BlocksEdit | null {
  if (applied) return editBack({ ...blocks, was: [...content] }, applied);
  return { ...editFor(blocks), to: content };
}

/** @returns the edit that a proposal asks for. */
export function editFor(blocks: ProposedBlocks): BlocksEdit {
  const { op, bids, was, content } = blocks;
  if (op === 'insert')
    return { place: blocks.isBefore ? 'before' : 'after', bids, from: [], to: content };
  return { place: 'instead', bids, from: was, to: content };
}

/**
 * @returns what takes accepted blocks out of the text again and puts back what they replaced; null where they do not read as
 * accepted any more, or the place is gone.
 */
export function backOut(
  blocks: ProposedBlocks,
  applied: Applied,
  scene: Scene,
): Pick<Effect, 'blocks'> | null {
  const edit = editBack(blocks, applied);
  return edit && scene.blocks.takes(edit) ? { blocks: edit } : null;
}

/** @returns the edit that undoes an acceptance; null where nobody knows the place, as nothing was written then. */
export function editBack(
  { op, bids, was: to, content }: ProposedBlocks,
  { beside, bids: standing = [], content: put = content }: Applied,
): BlocksEdit | null {
  if (beside) {
    const place = beside.isBefore ? 'before' : 'after';
    return { place, bids: [beside.bid], from: [], to, as: bids };
  }
  if (standing.length === 0) return null;
  const edit = { place: 'instead', bids: standing, from: put, to } as const;
  return op === 'insert' ? edit : { ...edit, as: bids };
}
