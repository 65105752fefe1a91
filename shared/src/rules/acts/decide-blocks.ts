import { readAlike } from '../../text/block-content.ts';
/** What a decision does to a proposal of whole blocks: put them in where the text still reads as it did, and out again. */
import type { BlocksEdit } from '../../text/blocks-at-hand.ts';
import type { ProposedBlocks } from '../../words/blocks.ts';
import type { Decision } from '../../words/disposition.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Applied, Proposal, Thread } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { actorOf } from '../scene.ts';

/** What decide.ts is asked, as far as it matters here. */
interface Decided {
  readonly as: Decision;
  readonly wording?: string | undefined;
}

/** A proposal of whole blocks. */
type WithBlocks = Proposal & { readonly blocks: ProposedBlocks };

/** Accepts as proposed or not at all: in whole blocks there is no one wording to write differently. */
export function decidedBlocks(
  args: Decided,
  thread: Thread,
  proposal: WithBlocks,
  scene: Scene,
): Ruling<Effect> {
  if (args.as === 'accepted-with-modification') return refuse('blocks-whole');
  if (args.as !== 'accepted') return grant(notWanted(thread, proposal, scene));
  if ((args.wording ?? proposal.wording) !== proposal.wording) return refuse('proposal-rebased');
  if (proposal.applied) return grant({ thread });
  const { blocks, wording } = proposal;
  const applied: Applied = {
    at: scene.at,
    wording,
    seq: thread.anchor?.seq ?? 0,
    by: thread.opening.by,
    acceptedBy: actorOf(scene),
  };
  const accepted = (rest: Partial<Applied>) => ({
    ...thread,
    proposal: { ...proposal, applied: { ...applied, ...rest } },
  });
  if (standsAlready(blocks, scene))
    return grant({ thread: accepted(blocks.op === 'delete' ? {} : { bids: blocks.bids }) });
  const edit = editFor(blocks);
  if (!scene.blocks.takes(edit)) return refuse('passage-changed');
  return grant({ thread: accepted({}), blocks: edit });
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
  { beside, bids: standing = [] }: Applied,
): BlocksEdit | null {
  if (op === 'delete' && beside) {
    const place = beside.isBefore ? 'before' : 'after';
    return { place, bids: [beside.bid], from: [], to, as: bids };
  }
  if (standing.length === 0) return null;
  const edit = { place: 'instead', bids: standing, from: content, to } as const;
  return op === 'insert' ? edit : { ...edit, as: bids };
}

/** Where they do not read as accepted any more there is nothing to take out: they stay as people have made them since. */
function notWanted(thread: Thread, proposal: WithBlocks, scene: Scene): Effect {
  const out = proposal.applied && backOut(proposal.blocks, proposal.applied, scene);
  if (!out) return { thread };
  const { applied: _out, ...rest } = proposal;
  return { thread: { ...thread, proposal: rest }, ...out };
}

/** Somebody has done by hand what was proposed. New blocks beside a neighbour may always be wanted once more. */
function standsAlready({ op, bids, content }: ProposedBlocks, { blocks }: Scene): boolean {
  if (op === 'delete') return blocks.areGone(bids);
  const there = op === 'replace' ? blocks.read(bids) : null;
  return there !== null && readAlike(there, content);
}
