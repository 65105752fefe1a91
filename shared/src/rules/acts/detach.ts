/** Say that the words a thread was moved to are not the ones it speaks about. It has none then, until somebody reattaches it. */
import * as z from 'zod/mini';

import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Effect, Scene } from '../scene.ts';
import { lacks, noted, threadOf } from '../scene.ts';

export const Detach = z.object({ act: z.literal('detach'), thread: ThreadId });
export type Detach = z.infer<typeof Detach>;

/**
 * `reattach-own` is for a thread of one's own; for others it takes `reattach-any`. Refuses `passage-changed` where the
 * thread is not on words it was moved to: somebody was quicker, or its own words came back.
 */
export function detach({ thread }: Detach, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, thread);
  const own = found.ok && found.value.opening.by.account === scene.actor.account;
  const no = lacks(scene, own ? 'reattach-own' : 'reattach-any');
  if (no) return no;
  if (!found.ok) return found;
  const { anchor } = found.value;
  if (anchor?.state.is !== 'moved')
    return refuse(
      'passage-changed',
      'This thread is not on words it was moved to any more. Nothing was changed.',
    );
  const { reads } = anchor.state;
  const lost = { ...anchor, state: { is: 'orphaned' } as const };
  return grant({ thread: noted({ ...found.value, anchor: lost }, scene, 'detached', reads) });
}
