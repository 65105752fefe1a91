/** Put a thread on words, by hand: an orphan, or any passage that moved. Also how a `moved` anchor is confirmed. */
import * as z from 'zod/mini';

import { Selected } from '../../words/anchor.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import { awaitsConfirmation, isOrphaned } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { lacks, noted, threadOf } from '../scene.ts';

export const Reattach = z.object({
  act: z.literal('reattach'),
  thread: ThreadId,
  selected: Selected,
});
export type Reattach = z.infer<typeof Reattach>;

/** `reattach-own` is for a thread of one's own that lost its words or may have; all else asks for `reattach-any`. */
export function reattach(args: Reattach, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  const own =
    found.ok &&
    (isOrphaned(found.value) || awaitsConfirmation(found.value)) &&
    found.value.opening.by.account === scene.actor.account;
  const no = lacks(scene, own ? 'reattach-own' : 'reattach-any');
  if (no) return no;
  if (!found.ok) return found;
  const anchor = scene.settle(args.selected);
  if (!anchor.ok) return anchor;
  // Words that are gone by the time this arrives would make an orphan of it, and one with another quote.
  if (anchor.value.state.is === 'orphaned') return refuse('passage-empty');
  const words = anchor.value.quote.exact;
  const was = found.value.anchor?.quote.exact;
  const rest = was === undefined || was === words ? {} : { was };
  return grant({
    thread: noted({ ...found.value, anchor: anchor.value }, scene, 'reattached', words, rest),
  });
}
