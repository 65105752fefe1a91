/**
 * Propose to replace, insert or delete whole blocks. What they read, and the passage the thread stands on, is taken from the
 * text at hand, not from who proposes. decide-blocks.ts says what becomes of it.
 */
import { cleanBlocks, readAlike, standsOnWords, wordsOf } from '../../text/block-content.ts';
import type { Selected } from '../../words/anchor.ts';
import type { BlocksWanted, ProposedBlocks } from '../../words/blocks.ts';
import { mostBlocks } from '../../words/blocks.ts';
import type { BlockId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Proposal } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted } from '../scene.ts';
import { editFor } from './accepted-blocks.ts';
import type { Opening } from './annotate.ts';
import { opened } from './annotate.ts';

/**
 * Refuses `blocks-gone` where the named blocks do not stand side by side, `blocks-unfit` where what is proposed fits no draft or
 * not there, `too-large` where it or what it replaces is longer than a passage may be.
 */
export function proposeBlocks(args: Opening, wanted: BlocksWanted, scene: Scene): Ruling<Effect> {
  if (Math.max(wanted.bids.length, wanted.content.length) > mostBlocks) return refuse('too-large');
  const there = scene.blocks.read(wanted.bids);
  if (there === null) return refuse('blocks-gone');
  const content = cleanBlocks(wanted.content);
  if (!content.ok) return content;
  const was = wanted.op === 'insert' ? [] : there;
  if (readAlike(content.value, was))
    return refuse('malformed', 'The proposed blocks are the same as those that stand there.');
  const blocks: ProposedBlocks = { ...wanted, content: content.value, was };
  if (!scene.blocks.takes(editFor(blocks))) return refuse('blocks-unfit');
  const selected = placeOf(blocks, scene);
  if (!selected.ok) return selected;
  const anchor = selected.value ? scene.settle(selected.value) : grant(undefined);
  if (!anchor.ok) return anchor;
  const replaces = standsOnWords(blocks) ? (selected.value?.quote.exact ?? '') : '';
  const proposal: Proposal = { wording: wordsOf(content.value), replaces, blocks };
  return grant({
    thread: noted({ ...opened(args, scene, anchor.value), proposal }, scene, 'proposed'),
  });
}

/**
 * @param bid the block in which the words of its thread stand: beside it new blocks are to stand where their neighbour is gone.
 * @returns a proposal of the same content for what the blocks read now.
 */
export function rebasedBlocks(
  blocks: ProposedBlocks,
  bid: BlockId,
  scene: Scene,
): Ruling<ProposedBlocks> {
  const there = scene.blocks.read(blocks.bids);
  if (blocks.op === 'insert') return fitting(there ? blocks : { ...blocks, bids: [bid] }, scene);
  if (there === null) return refuse('blocks-gone');
  if (readAlike(blocks.content, there))
    return refuse('malformed', 'The text reads as proposed already.');
  return fitting({ ...blocks, was: there }, scene);
}

function fitting(blocks: ProposedBlocks, scene: Scene): Ruling<ProposedBlocks> {
  return scene.blocks.takes(editFor(blocks)) ? grant(blocks) : refuse('blocks-unfit');
}

/** The words its thread stands on: those of the blocks, or those beside a place without words. None in a text without words. */
function placeOf(blocks: ProposedBlocks, scene: Scene): Ruling<Selected | null> {
  const [bid] = blocks.bids;
  const isBefore = blocks.op === 'insert' && blocks.isBefore;
  if (!standsOnWords(blocks)) return grant(bid ? scene.blocks.near(bid, isBefore) : null);
  const selected = scene.blocks.selected(blocks.bids);
  return selected ? grant(selected) : refuse('too-large');
}
