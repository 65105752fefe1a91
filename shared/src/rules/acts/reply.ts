/** Answer in a thread. A decided thread can still be talked about; replying decides nothing. */
import * as z from 'zod/mini';

import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant } from '../../words/refusal.ts';
import { MessageBody } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';
import { written } from './annotate.ts';

export const Reply = z.object({ act: z.literal('reply'), thread: ThreadId, body: MessageBody });
export type Reply = z.infer<typeof Reply>;

export function reply(args: Reply, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const thread = { ...found.value, replies: [...found.value.replies, written(args.body, scene)] };
  return grant({ thread: noted(thread, scene, 'replied') });
}
