/** The threads that a desk shows: the docket's, with what waits in the outbox ahead, and without a flicker between the two. */
import type { Act } from '@gloss/shared/rules/acts';
import type { Effect } from '@gloss/shared/rules/scene';
import type { ActId, Instant, ThreadId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import type * as Y from 'yjs';

import type { KeptAct } from '../line/act-outbox.ts';
import type { Setting } from './ahead.ts';
import { judgeOn, showAhead } from './ahead.ts';
import type { ShownThread } from './desk.ts';
import { followThreads } from './docket-threads.ts';

export interface ShownThreads {
  /** In order of their numbers; the same list until something in it changed. */
  list(): readonly ShownThread[];
  judge(act: Act, made: { readonly act: ActId; readonly at: Instant }): Ruling<Effect>;
  /** What waits, or who acts, has changed. */
  changed(): void;
  /** The server took an act. It stays shown ahead until the docket brings its effect. */
  taken(act: KeptAct, thread: ThreadId): void;
  stop(): void;
}

/** An effect that the docket does not bring within this time changed nothing there. */
const effectWithinMs = 5000;

/** A taken act, and the thread as the docket had it then. */
interface Taken {
  readonly act: KeptAct;
  readonly thread: ThreadId;
  readonly was: ShownThread | undefined;
}

export function showThreads(
  docket: Y.Doc,
  waiting: () => readonly KeptAct[],
  setting: () => Setting,
  onChange: () => void,
): ShownThreads {
  let shown: readonly ShownThread[] | null = null;
  let held: readonly Taken[] = [];
  /** Which state of its thread each act of this visit was made on: if the docket has a newer one, its effect is probably in it. */
  const madeOn = new Map<ActId, ShownThread | undefined>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  function changed(): void {
    shown = null;
    onChange();
  }

  const threads = followThreads(docket, () => {
    held = held.filter(({ thread, was }) => threads.get(thread) === was);
    changed();
  });

  function list(): readonly ShownThread[] {
    const ahead = [...held.map(({ act }) => act), ...waiting()];
    return (shown ??= showAhead(threads.list(), ahead, setting()));
  }

  return {
    list,
    changed,
    judge(act, made) {
      const ruling = judgeOn(list(), act, made, setting());
      if (ruling.ok) madeOn.set(made.act, threads.get(ruling.value.thread.id));
      return ruling;
    },
    taken(act, thread) {
      const { id } = act.sent;
      const was = madeOn.get(id);
      const isMine = madeOn.delete(id);
      if (!isMine || threads.get(thread) !== was) return;
      const entry = { act, thread, was };
      held = [...held, entry];
      const timer = setTimeout(() => {
        timers.delete(timer);
        held = held.filter((one) => one !== entry);
        changed();
      }, effectWithinMs);
      timers.add(timer);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      threads.stop();
    },
  };
}
