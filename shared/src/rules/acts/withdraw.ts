/** Take back one's own words. They leave the message and stay in the history; withdrawing the opening closes the thread. */
import * as z from 'zod/mini';

import { Reason } from '../../words/disposition.ts';
import { MessageId, ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import type { Message } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { actorOf, noted } from '../scene.ts';
import { ownMessage, withMessage } from './reword.ts';

export const Withdraw = z.object({
  act: z.literal('withdraw'),
  thread: ThreadId,
  message: MessageId,
  /** Wanted when the opening message is withdrawn: it becomes the reason of the thread's disposition. */
  reason: z.optional(Reason),
});
export type Withdraw = z.infer<typeof Withdraw>;

/** Asks that the words are the actor's. The opening of a decided thread stays. */
export function withdraw(args: Withdraw, scene: Scene): Ruling<Effect> {
  const own = ownMessage(args, scene);
  if (!own.ok) return own;
  const { thread, message } = own.value;
  const withdrawn: Message = {
    ...message,
    body: '',
    mentions: [],
    before: [...message.before, { body: message.body, until: scene.at }],
    withdrawnAt: scene.at,
  };
  if (message.id !== thread.opening.id) {
    return grant({
      thread: noted(withMessage(thread, withdrawn), scene, 'withdrew', message.body),
    });
  }
  if (thread.disposition) return refuse('already-decided');
  if (args.reason === undefined) return refuse('malformed', 'Say why you withdraw this thread.');
  const disposition = {
    as: 'withdrawn' as const,
    reason: args.reason,
    by: actorOf(scene),
    at: scene.at,
  };
  return grant({
    thread: noted({ ...thread, opening: withdrawn, disposition }, scene, 'withdrew', args.reason),
  });
}
