/** Open a decided thread again. The decision and its reason stay in the history. */
import * as z from 'zod/mini';

import { Reason } from '../../words/disposition.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';

export const Reopen = z.object({
  act: z.literal('reopen'),
  thread: ThreadId,
  reason: z.optional(Reason),
});
export type Reopen = z.infer<typeof Reopen>;

/** Does not take an applied proposal out of the text again. */
export function reopen(args: Reopen, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  if (found.value.disposition === undefined) return refuse('not-decided');
  const { disposition: _closed, verdict: _answered, ...thread } = found.value;
  return grant({ thread: noted(thread, scene, 'reopened', args.reason ?? '') });
}
