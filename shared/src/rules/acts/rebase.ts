/** Write a proposal anew against what its passage reads now, where that has changed since. It is then decided as any other. */
import * as z from 'zod/mini';

import { readAlike, standsOnWords, wordsOf } from '../../text/block-content.ts';
import type { Anchor } from '../../words/anchor.ts';
import { Selected } from '../../words/anchor.ts';
import type { ProposedBlocks } from '../../words/blocks.ts';
import { SomeBlocks } from '../../words/blocks.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Proposal } from '../../words/thread.ts';
import { awaitsDecision, Wording } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';
import { withContent } from './accepted-blocks.ts';
import { alreadyDecided } from './decide.ts';
import { rebasedBlocks } from './propose-blocks.ts';

export const Rebase = z.object({
  act: z.literal('rebase'),
  thread: ThreadId,
  /** The passage as its lead saw it when writing the new words, or when proposing the same blocks for it again. */
  selected: Selected,
  /** Of whole blocks: the words of those that the lead has read; where others are proposed by now, it is refused. */
  wording: Wording,
  /** Of whole blocks: what is to stand there instead; without it, what is proposed. */
  content: z.optional(SomeBlocks),
});
export type Rebase = z.infer<typeof Rebase>;

/** Refuses `passage-changed` where the passage reads something else by now than what the new words were written against. */
export function rebase(args: Rebase, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const thread = found.value;
  const { proposal } = thread;
  if (proposal === undefined) return refuse('no-proposal');
  if (!awaitsDecision(thread) || proposal.applied) return alreadyDecided(thread);
  const settled = scene.settle(args.selected);
  if (!settled.ok) return settled;
  const anchor = settled.value;
  if (anchor.state.is !== 'anchored') return refuse('passage-changed');
  if (!proposal.blocks && anchor.quote.exact === args.wording)
    return refuse('malformed', 'The new words are the same as those that stand there.');
  const blocks = proposal.blocks && renewed(args, proposal.blocks, proposal, anchor, scene);
  if (blocks?.ok === false) return blocks;
  const rebased: Proposal = {
    wording: blocks ? wordsOf(blocks.value.content) : args.wording,
    replaces: blocks && !standsOnWords(blocks.value) ? '' : anchor.quote.exact,
    ...(blocks && { blocks: blocks.value }),
    before: [...(proposal.before ?? []), formerOf(proposal, scene, blocks?.value)],
  };
  return grant({
    thread: noted({ ...thread, anchor, proposal: rebased }, scene, 'rebased', rebased.wording),
  });
}

function renewed(
  args: Rebase,
  blocks: ProposedBlocks,
  { wording }: Proposal,
  { span }: Anchor,
  scene: Scene,
): Ruling<ProposedBlocks> {
  if (args.wording !== wording) return refuse('proposal-rebased');
  const wanted = args.content ? withContent(blocks, args.content) : grant(blocks);
  return wanted.ok ? rebasedBlocks(wanted.value, span.bid, scene) : wanted;
}

/** What it was until now. */
function formerOf(
  { wording, replaces, blocks }: Proposal,
  scene: Scene,
  now: ProposedBlocks | undefined,
): NonNullable<Proposal['before']>[number] {
  const isOther = blocks && now && !readAlike(blocks.content, now.content);
  return { wording, replaces, until: scene.at, ...(isOther && { content: blocks.content }) };
}
