/** Say something about selected words, or about the whole draft where no words are given. Opens a thread. */
import * as z from 'zod/mini';

import { Selected } from '../../words/anchor.ts';
import type { Anchor } from '../../words/anchor.ts';
import { MessageId, ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant } from '../../words/refusal.ts';
import { Label, MessageBody, ThreadType } from '../../words/thread.ts';
import type { Message, Thread } from '../../words/thread.ts';
import { mentionsIn } from '../mentions.ts';
import type { Effect, Scene } from '../scene.ts';
import { actorOf, noted } from '../scene.ts';

export const Annotate = z.object({
  act: z.literal('annotate'),
  selected: z.optional(Selected),
  body: MessageBody,
  type: ThreadType,
  labels: z.array(Label).check(z.maxLength(8)),
});
export type Annotate = z.infer<typeof Annotate>;

/** Labels of a reviewer are taken with the thread; changing them later needs `label`. */
export function annotate(args: Annotate, scene: Scene): Ruling<Effect> {
  if (args.selected === undefined)
    return grant({ thread: noted(opened(args, scene, undefined), scene, 'annotated') });
  const anchor = scene.settle(args.selected);
  if (!anchor.ok) return anchor;
  return grant({ thread: noted(opened(args, scene, anchor.value), scene, 'annotated') });
}

/** What every thread begins with. */
export type Opening = Pick<Annotate, 'body' | 'type' | 'labels'>;

/** @returns a new open thread; its id and its opening message's id are the act's id, so a retry makes no second one. */
export function opened(args: Opening, scene: Scene, anchor: Anchor | undefined): Thread {
  return {
    id: ThreadId.parse(scene.act),
    number: scene.nextNumber,
    type: args.type,
    labels: [...new Set(args.labels)],
    ...(anchor && { anchor }),
    opening: written(args.body, scene),
    replies: [],
    history: [],
  };
}

/** @returns a message by the actor, now. */
export function written(body: string, scene: Scene): Message {
  return {
    id: MessageId.parse(scene.act),
    by: actorOf(scene),
    at: scene.at,
    body,
    mentions: mentionsIn(body, scene.participants),
    before: [],
  };
}
