/** Threads as they will be once the server has taken what waits here: the outbox's acts, folded with the shared rule. Pure. */
import type { Act } from '@gloss/shared/rules/acts';
import { judge } from '@gloss/shared/rules/acts';
import type { Effect, Scene } from '@gloss/shared/rules/scene';
import type { ActId, Instant, ThreadId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';

import type { KeptAct } from '../line/act-outbox.ts';
import type { ShownThread } from './desk.ts';

/** What the rule is told that does not depend on the threads. */
export type Setting = Pick<Scene, 'actor' | 'participants' | 'settle' | 'blocks'>;

/**
 * @param threads in order of their numbers.
 * @returns the same list where nothing waits; otherwise one in which each thread that an act touched is `pending`. An act that
 * the rule would refuse by now changes nothing here: the server will say so.
 */
export function showAhead(
  threads: readonly ShownThread[],
  acts: readonly KeptAct[],
  setting: Setting,
): readonly ShownThread[] {
  return acts.reduce((shown, { sent, at }) => {
    if (holds(shown, sent.id)) return shown;
    const ruling = judgeOn(shown, sent.act, { act: sent.id, at }, setting);
    return ruling.ok ? withThread(shown, { ...ruling.value.thread, pending: true }) : shown;
  }, threads);
}

/** Judges an act against the threads as shown. */
export function judgeOn(
  threads: readonly Thread[],
  act: Act,
  made: { readonly act: ActId; readonly at: Instant },
  setting: Setting,
): Ruling<Effect> {
  return judge(act, {
    ...setting,
    ...made,
    nextNumber: (threads.at(-1)?.number ?? 0) + 1,
    thread: (which: ThreadId | number) =>
      threads.find(({ id, number }) => id === which || number === which),
  });
}

/** @returns whether the server's answer to an act is among the threads: its thread, or its reply. */
function holds(threads: readonly ShownThread[], id: ActId): boolean {
  const name: string = id;
  return threads.some(
    (thread) => thread.id === name || thread.replies.some((reply) => reply.id === name),
  );
}

function withThread(threads: readonly ShownThread[], thread: ShownThread): readonly ShownThread[] {
  const at = threads.findIndex(({ id }) => id === thread.id);
  return at === -1 ? [...threads, thread] : threads.with(at, thread);
}
