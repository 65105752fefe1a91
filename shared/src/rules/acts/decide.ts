/** A lead's decision on a thread, always with a reason. Accepting a proposal also edits the text, in the same step. */
import * as z from 'zod/mini';

import { Decision, Reason } from '../../words/disposition.ts';
import type { Disposition } from '../../words/disposition.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import { statusOf } from '../../words/thread.ts';
import type { Proposal, Thread } from '../../words/thread.ts';
import type { Effect, PassageEdit, Scene } from '../scene.ts';
import { actorOf, noted, threadOf } from '../scene.ts';

export const Decide = z.object({
  act: z.literal('decide'),
  thread: ThreadId,
  as: Decision,
  reason: Reason,
  /** The number of the thread this one repeats; wanted with `duplicate`, meaningless otherwise. */
  duplicateOf: z.optional(z.number().check(z.int(), z.positive())),
  /** The lead's own wording; only for a proposal accepted with modification. */
  wording: z.optional(z.string().check(z.maxLength(20_000))),
});
export type Decide = z.infer<typeof Decide>;

/** A contested thread may be decided anew; any other decided one must be reopened first. */
export function decide(args: Decide, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  const thread = found.value;
  if (thread.disposition && statusOf(thread) !== 'contested') return refuse('already-decided');
  if (args.as === 'duplicate' && !namesAnother(args, thread, scene))
    return refuse('no-duplicate-named');
  const edit = editFor(args, thread);
  if (!edit.ok) return edit;
  const { verdict: _answered, ...unanswered } = thread;
  const decided: Thread = {
    ...unanswered,
    disposition: dispositionOf(args, scene),
    ...(thread.proposal && edit.value && { proposal: applied(thread.proposal, edit.value, scene) }),
  };
  return grant({
    thread: noted(decided, scene, 'decided', `${args.as}: ${args.reason}`),
    edit: edit.value,
  });
}

function namesAnother(args: Decide, thread: Thread, scene: Scene): boolean {
  return (
    args.duplicateOf !== undefined &&
    args.duplicateOf !== thread.number &&
    scene.thread(args.duplicateOf) !== undefined
  );
}

function dispositionOf(args: Decide, scene: Scene): Disposition {
  return {
    as: args.as,
    reason: args.reason,
    by: actorOf(scene),
    at: scene.at,
    ...(args.as === 'duplicate' && { duplicateOf: args.duplicateOf }),
  };
}

/** A proposal is applied only where the passage still reads as it did when proposed (product.md, "An anchor's life"). */
function editFor(args: Decide, thread: Thread): Ruling<PassageEdit | undefined> {
  const accepts = args.as === 'accepted' || args.as === 'accepted-with-modification';
  const { proposal, anchor } = thread;
  if (!accepts || proposal === undefined || proposal.applied) return grant(undefined);
  const wording = args.as === 'accepted' ? proposal.wording : args.wording;
  if (wording === undefined)
    return refuse('malformed', 'Say with which words you accept this proposal.');
  const unchanged =
    anchor?.state.is === 'anchored' || (anchor?.state.is === 'moved' && !anchor.state.confirm);
  if (!anchor || !unchanged || anchor.quote.exact !== proposal.replaces)
    return refuse('passage-changed');
  return grant({ anchor, replaces: proposal.replaces, wording });
}

function applied(proposal: Proposal, edit: PassageEdit, scene: Scene): Proposal {
  return { ...proposal, applied: { at: scene.at, wording: edit.wording, seq: edit.anchor.seq } };
}
