/** Write a proposal anew against what its passage reads now, where that has changed since. It is then decided as any other. */
import * as z from 'zod/mini';

import { Selected } from '../../words/anchor.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Proposal } from '../../words/thread.ts';
import { awaitsDecision, Wording } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';
import { alreadyDecided } from './decide.ts';
import { rebasedBlocks } from './propose-blocks.ts';

export const Rebase = z.object({
  act: z.literal('rebase'),
  thread: ThreadId,
  /** The passage as its lead saw it when writing the new words, or when proposing the same blocks for it again. */
  selected: Selected,
  /** Of whole blocks: their words as they are; only what they are to replace is another. */
  wording: Wording,
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
  const blocks = proposal.blocks && rebasedBlocks(proposal.blocks, anchor.span.bid, scene);
  if (blocks?.ok === false) return blocks;
  if (blocks && args.wording !== proposal.wording) return refuse('blocks-whole');
  const rebased: Proposal = {
    wording: args.wording,
    replaces: proposal.blocks?.op === 'insert' ? '' : anchor.quote.exact,
    ...(blocks && { blocks: blocks.value }),
    before: [
      ...(proposal.before ?? []),
      { wording: proposal.wording, replaces: proposal.replaces, until: scene.at },
    ],
  };
  return grant({
    thread: noted({ ...thread, anchor, proposal: rebased }, scene, 'rebased', args.wording),
  });
}
