/** Propose other words for a passage, or other blocks (propose-blocks.ts). Opens a thread that carries the wording; the text is untouched until a lead accepts. */
import * as z from 'zod/mini';

import { Selected } from '../../words/anchor.ts';
import { BlocksWanted } from '../../words/blocks.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import { whole } from '../../words/text.ts';
import { Label, ThreadType, Wording } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted } from '../scene.ts';
import { opened } from './annotate.ts';
import { proposeBlocks } from './propose-blocks.ts';

export const Propose = z.object({
  act: z.literal('propose'),
  /** Wanted, unless it is about whole blocks: what these read says the server. */
  selected: z.optional(Selected),
  /** The words to stand there instead; empty proposes to delete the passage, and with whole blocks. */
  wording: Wording,
  blocks: z.optional(BlocksWanted),
  /** Why; may be empty, as the wording speaks for itself. */
  body: z.string().check(whole, z.trim(), z.maxLength(10_000)),
  type: ThreadType,
  labels: z.array(Label).check(z.maxLength(8)),
});
export type Propose = z.infer<typeof Propose>;

export function propose(args: Propose, scene: Scene): Ruling<Effect> {
  if (args.blocks) return proposeBlocks(args, args.blocks, scene);
  if (!args.selected) return refuse('passage-empty');
  const anchor = scene.settle(args.selected);
  if (!anchor.ok) return anchor;
  if (anchor.value.quote.exact === args.wording)
    return refuse('malformed', 'The proposed words are the same as those that stand there.');
  // What its author saw: where other words stand there by now, nobody has proposed anything for those.
  const { quote } = anchor.value.state.is === 'anchored' ? anchor.value : args.selected;
  const proposal = { wording: args.wording, replaces: quote.exact };
  return grant({
    thread: noted({ ...opened(args, scene, anchor.value), proposal }, scene, 'proposed'),
  });
}
