/** A lead's decision on a thread, always with a reason. Accepting a proposal also edits the text, in the same step. */
import * as z from 'zod/mini';

import { SomeBlocks } from '../../words/blocks.ts';
import { Decision, Reason } from '../../words/disposition.ts';
import type { Disposition } from '../../words/disposition.ts';
import { ThreadId } from '../../words/ids.ts';
import type { Ruling } from '../../words/refusal.ts';
import { grant, refuse } from '../../words/refusal.ts';
import { awaitsDecision, Wording } from '../../words/thread.ts';
import type { Applied, Proposal, Thread } from '../../words/thread.ts';
import type { Effect, Scene } from '../scene.ts';
import { actorOf, noted, threadOf } from '../scene.ts';
import { nowReading, readingOf, readsAlike, reworded, takenOut } from './accepted.ts';
import { decidedBlocks } from './decide-blocks.ts';

export const Decide = z.object({
  act: z.literal('decide'),
  thread: ThreadId,
  as: Decision,
  reason: Reason,
  /** The number of the thread this one repeats; wanted with `duplicate`, meaningless otherwise. */
  duplicateOf: z.optional(z.number().check(z.int(), z.positive())),
  /**
   * The lead's own wording for a proposal accepted with modification. With `accepted`, the words that the lead has read: where
   * the proposal was rebased since, it is refused, and nobody has accepted what they never saw.
   */
  wording: z.optional(Wording),
  /** The same for a proposal of whole blocks, whose words alone do not say what it is. */
  content: z.optional(SomeBlocks),
});
export type Decide = z.infer<typeof Decide>;

/** A contested thread may be decided anew; any other decided one must be reopened first. */
export function decide(args: Decide, scene: Scene): Ruling<Effect> {
  const found = threadOf(scene, args.thread);
  if (!found.ok) return found;
  if (!awaitsDecision(found.value)) return alreadyDecided(found.value);
  if (args.as === 'duplicate' && !namesAnother(args, found.value, scene))
    return refuse('no-duplicate-named');
  const effect = worded(args, found.value, scene);
  if (!effect.ok) return effect;
  const { verdict: _answered, ...unanswered } = effect.value.thread;
  const decided: Thread = { ...unanswered, disposition: dispositionOf(args, scene) };
  return grant({
    ...effect.value,
    thread: noted(decided, scene, 'decided', `${args.as}: ${args.reason}`),
  });
}

/** @returns the refusal of who comes second, naming who came first. */
export function alreadyDecided({ disposition }: Thread): Ruling<never> {
  if (disposition === undefined)
    return refuse('already-decided', 'These words stand in the text. Take them back first.');
  return refuse(
    'already-decided',
    `${disposition.by.name} has decided this thread: ${disposition.as}. Reopen it first.`,
  );
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

/** What the decision does to the text, and what of it the thread keeps. */
function worded(args: Decide, thread: Thread, scene: Scene): Ruling<Effect> {
  const { proposal } = thread;
  if (proposal === undefined) return grant({ thread });
  if (proposal.blocks)
    return decidedBlocks(args, thread, { ...proposal, blocks: proposal.blocks }, scene);
  const accepts = args.as === 'accepted' || args.as === 'accepted-with-modification';
  if (!accepts) return grant(notWanted(thread, proposal));
  if (args.as === 'accepted' && (args.wording ?? proposal.wording) !== proposal.wording)
    return refuse('proposal-rebased');
  const wording = args.as === 'accepted' ? proposal.wording : args.wording;
  if (wording === undefined)
    return refuse('malformed', 'Say with which words you accept this proposal.');
  return accepted(thread, proposal, wording, scene);
}

/** A proposal is applied only where the passage still reads as it did when proposed (product.md, "An anchor's life"). */
function accepted(thread: Thread, proposal: Proposal, words: string, scene: Scene): Ruling<Effect> {
  const before = proposal.applied;
  const from = before ? before.wording : proposal.replaces;
  // The text has paragraphs for this; a line break within a run would be drawn as a space anyway.
  const oneLine = proposal.replaces.includes('\n') ? words : words.replace(/\s*\n\s*/g, ' ');
  const wording = readsAlike(thread.anchor ? readingOf(thread.anchor) : null, words)
    ? words
    : oneLine;
  if (before?.wording === wording) return grant({ thread });
  const rewording = reworded(thread, from, wording, before?.place);
  if (rewording === null) return refuse('passage-changed');
  const applied: Applied = {
    at: scene.at,
    wording,
    seq: thread.anchor?.seq ?? 0,
    by: thread.opening.by,
    acceptedBy: actorOf(scene),
    ...(before?.former && { former: before.former }),
  };
  const now = nowReading({ ...thread, proposal: { ...proposal, applied } }, wording);
  return grant({ thread: now, ...rewording });
}

/**
 * Accepted words that are not wanted after all go out of the text again. Where it does not read as accepted any more there
 * is nothing to take out: it stays as people have made it since, and the proposal still says that it once stood there.
 */
function notWanted(thread: Thread, proposal: Proposal): Effect {
  const out = proposal.applied && takenOut(thread, proposal.applied);
  if (!out) return { thread };
  const { applied: _out, ...rest } = proposal;
  return { thread: nowReading({ ...thread, proposal: rest }, proposal.replaces), ...out };
}
