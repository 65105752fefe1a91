/** What a decision does to a proposal of whole blocks: put them in where the text still reads as it did, and out again. */
import { readAlike, wordsOf } from '../../text/block-content.ts';
import type { BlockContent, ProposedBlocks } from '../../words/blocks.ts';
import type { Decision } from '../../words/disposition.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Applied, Thread } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { actorOf } from '../scene.ts';
import type { WithBlocks } from './accepted-blocks.ts';
import { acceptingEdit, backOut, withContent } from './accepted-blocks.ts';

/** What decide.ts is asked, as far as it matters here. */
interface Decided {
  readonly as: Decision;
  readonly wording?: string | undefined;
  readonly content?: readonly BlockContent[] | undefined;
}

/** Accepts what is proposed, or what a lead has made of it. Where it stands in the text already, what stands there is replaced. */
export function decidedBlocks(
  args: Decided,
  thread: Thread,
  proposal: WithBlocks,
  scene: Scene,
): Ruling<Effect> {
  const accepts = args.as === 'accepted' || args.as === 'accepted-with-modification';
  if (!accepts) return grant(notWanted(thread, proposal, scene));
  const wanted = acceptedContent(args, proposal);
  if (!wanted.ok) return wanted;
  const { blocks, applied: before } = proposal;
  const content = wanted.value;
  if (before && readAlike(before.content ?? blocks.content, content)) return grant({ thread });
  const applied: Applied = {
    at: scene.at,
    wording: wordsOf(content),
    seq: thread.anchor?.seq ?? 0,
    by: thread.opening.by,
    acceptedBy: actorOf(scene),
    ...(!readAlike(blocks.content, content) && { content: [...content] }),
  };
  const accepted = (rest: Partial<Applied>) => ({
    ...thread,
    proposal: { ...proposal, applied: { ...applied, ...rest } },
  });
  if (!before && standsAlready(blocks, content, scene))
    return grant({ thread: accepted(content.length === 0 ? {} : { bids: blocks.bids }) });
  const edit = acceptingEdit(proposal, content);
  if (edit === null) return refuse('passage-changed');
  if (scene.blocks.takes(edit)) return grant({ thread: accepted({}), blocks: edit });
  const readsAsItDid = scene.blocks.takes({ ...edit, to: edit.from });
  return refuse(readsAsItDid ? 'blocks-unfit' : 'passage-changed');
}

/** What is to stand there. Refuses `proposal-rebased` where that is not what was read. */
function acceptedContent(
  { as, wording, content }: Decided,
  proposal: WithBlocks,
): Ruling<readonly BlockContent[]> {
  const { blocks } = proposal;
  const given = content && withContent(blocks, content);
  if (given?.ok === false) return given;
  const own = given?.value.content;
  if (as === 'accepted') {
    const isAsRead = (wording ?? proposal.wording) === proposal.wording;
    const isSame = isAsRead && (own === undefined || readAlike(own, blocks.content));
    return isSame ? grant(blocks.content) : refuse('proposal-rebased');
  }
  if (own === undefined)
    return refuse('malformed', 'Say with which blocks you accept this proposal.');
  if (blocks.op !== 'insert' && readAlike(own, blocks.was))
    return refuse('malformed', 'These blocks are the same as those that were to change.');
  return grant(own);
}

/** Where they do not read as accepted any more there is nothing to take out: they stay as people have made them since. */
function notWanted(thread: Thread, proposal: WithBlocks, scene: Scene): Effect {
  const out = proposal.applied && backOut(proposal.blocks, proposal.applied, scene);
  if (!out) return { thread };
  const { applied: _out, ...rest } = proposal;
  return { thread: { ...thread, proposal: rest }, ...out };
}

/** Somebody has done by hand what is accepted. New blocks beside a neighbour may always be wanted once more. */
function standsAlready(
  { op, bids }: ProposedBlocks,
  content: readonly BlockContent[],
  { blocks }: Scene,
): boolean {
  if (content.length === 0) return blocks.areGone(bids);
  const there = op === 'insert' ? null : blocks.read(bids);
  return there !== null && readAlike(there, content);
}
