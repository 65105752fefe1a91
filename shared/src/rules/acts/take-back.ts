/** Take accepted words out of the text again: it reads as before the proposal, and the thread is open again. */
import * as z from 'zod/mini';

import { Reason } from '../../words/disposition.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';
import { backOut } from './accepted-blocks.ts';
import { nowReading, takenOut } from './accepted.ts';

export const TakeBack = z.object({ act: z.literal('take-back'), thread: ThreadId, reason: Reason });
export type TakeBack = z.infer<typeof TakeBack>;

/**
 * Also of a thread that was reopened since and whose words still stand in the text. Refuses `passage-changed` where the
 * passage no longer reads as accepted; the thread can then still be reopened as it is.
 */
export function takeBack(args: TakeBack, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const { disposition: _closed, verdict: _answered, ...thread } = found.value;
  if (!thread.proposal?.applied) return refuse('not-applied');
  const { applied, ...proposal } = thread.proposal;
  const out = proposal.blocks
    ? backOut(proposal.blocks, applied, scene)
    : takenOut(thread, applied);
  if (out === null)
    return refuse(
      'passage-changed',
      'These words have been changed since they were accepted, so they were not taken back. Edit the text by hand, or reopen the thread.',
    );
  const open = proposal.blocks
    ? { ...thread, proposal }
    : nowReading({ ...thread, proposal }, proposal.replaces);
  return grant({ thread: noted(open, scene, 'took-back', args.reason), ...out });
}
