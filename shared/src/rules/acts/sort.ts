/** Sorting threads for the people who work through them: labels, assignee, type. */
import * as z from 'zod/mini';

import { AccountId, ThreadId } from '../../words/ids.ts';
import { authorOf } from '../../words/participant.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import { Label, ThreadType } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { noted, threadOf } from '../scene.ts';

/** Replaces the labels of a thread; at most eight. */
export const SetLabels = z.object({
  act: z.literal('label'),
  thread: ThreadId,
  labels: z.array(Label).check(z.maxLength(8)),
});
export type SetLabels = z.infer<typeof SetLabels>;

/** Gives the thread to a participant; without one, to nobody. */
export const Assign = z.object({
  act: z.literal('assign'),
  thread: ThreadId,
  to: z.optional(AccountId),
});
export type Assign = z.infer<typeof Assign>;

export const SetType = z.object({ act: z.literal('set-type'), thread: ThreadId, type: ThreadType });
export type SetType = z.infer<typeof SetType>;

export function label(args: SetLabels, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const labels = [...new Set(args.labels)];
  return grant({ thread: noted({ ...found.value, labels }, scene, 'labelled', labels.join(', ')) });
}

/** Asks that the person takes part. */
export function assign(args: Assign, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const { assignee: _former, ...thread } = found.value;
  if (args.to === undefined) return grant({ thread: noted(thread, scene, 'assigned') });
  const person = scene.participants.find(({ account }) => account === args.to);
  if (person === undefined) return refuse('no-such-person');
  return grant({
    thread: noted({ ...thread, assignee: authorOf(person) }, scene, 'assigned', person.name),
  });
}

export function setType(args: SetType, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  return grant({ thread: noted({ ...found.value, type: args.type }, scene, 'typed', args.type) });
}
