/** What the author of a thread says to its disposition: confirm, or contest with a reason, which puts it back on the lead's list. */
import * as z from 'zod/mini';

import { Reason } from '../../words/disposition.ts';
import type { Verdict } from '../../words/disposition.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';

export const Confirm = z.object({ act: z.literal('confirm'), thread: ThreadId });
export type Confirm = z.infer<typeof Confirm>;

export const Contest = z.object({ act: z.literal('contest'), thread: ThreadId, reason: Reason });
export type Contest = z.infer<typeof Contest>;

/** Asks that the thread is the actor's, decided by a lead and not answered yet. */
export function answer(args: Confirm | Contest, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const thread = found.value;
  if (thread.opening.by.account !== scene.actor.account) return refuse('not-yours');
  if (thread.disposition === undefined) return refuse('not-decided');
  if (thread.disposition.as === 'withdrawn') return refuse('already-withdrawn');
  if (thread.verdict) return refuse('already-answered');
  const verdict: Verdict =
    args.act === 'confirm'
      ? { is: 'confirmed', at: scene.at }
      : { is: 'contested', reason: args.reason, at: scene.at };
  const reason = verdict.is === 'contested' ? verdict.reason : '';
  return grant({ thread: noted({ ...thread, verdict }, scene, verdict.is, reason) });
}
