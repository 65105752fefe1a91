/** Change one's own words. The earlier wording stays in the message. */
import * as z from 'zod/mini';

import { MessageId, ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import { MessageBody } from '../../words/thread.ts';
import type { Message, Thread } from '../../words/thread.ts';
import { mentionsIn } from '../mentions.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';

export const Reword = z.object({
  act: z.literal('reword'),
  thread: ThreadId,
  message: MessageId,
  body: MessageBody,
});
export type Reword = z.infer<typeof Reword>;

/** Asks that the words are the actor's and not withdrawn. */
export function reword(args: Reword, scene: Scene): Ruling<Effect> {
  const own = ownMessage(args, scene);
  if (!own.ok) return own;
  const { thread, message } = own.value;
  const reworded: Message = {
    ...message,
    body: args.body,
    mentions: mentionsIn(args.body, scene.participants),
    before: [...message.before, { body: message.body, until: scene.at }],
  };
  return grant({ thread: noted(withMessage(thread, reworded), scene, 'reworded', message.body) });
}

/** @returns the named message and its thread, or why the actor may not touch it. */
export function ownMessage(
  args: { readonly thread: ThreadId; readonly message: MessageId },
  scene: Scene,
): Ruling<{ thread: Thread; message: Message }> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const thread = found.value;
  const message = [thread.opening, ...thread.replies].find(({ id }) => id === args.message);
  if (message === undefined) return refuse('no-such-message');
  if (message.by.account !== scene.actor.account) return refuse('not-yours');
  if (message.withdrawnAt !== undefined) return refuse('already-withdrawn');
  return grant({ thread, message });
}

/** @returns the thread with that message in place of the one with its id. */
export function withMessage(thread: Thread, message: Message): Thread {
  if (thread.opening.id === message.id) return { ...thread, opening: message };
  return {
    ...thread,
    replies: thread.replies.map((each) => (each.id === message.id ? message : each)),
  };
}
