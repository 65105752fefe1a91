/** Everything a person may ask for, as one union, and the one place where an act meets its rule. */
import * as z from 'zod/mini';

import { ActId } from '../words/ids.ts';
import type { Ruling } from '../words/refusal.ts';
import { refuse } from '../words/refusal.ts';
import { annotate, Annotate } from './acts/annotate.ts';
import { answer, Confirm, Contest } from './acts/answer.ts';
import { decide, Decide } from './acts/decide.ts';
import { detach, Detach } from './acts/detach.ts';
import { propose, Propose } from './acts/propose.ts';
import { reattach, Reattach } from './acts/reattach.ts';
import { rebase, Rebase } from './acts/rebase.ts';
import { reopen, Reopen } from './acts/reopen.ts';
import { reply, Reply } from './acts/reply.ts';
import { reword, Reword } from './acts/reword.ts';
import { assign, Assign, label, SetLabels, SetType, setType } from './acts/sort.ts';
import { takeBack, TakeBack } from './acts/take-back.ts';
import { withdraw, Withdraw } from './acts/withdraw.ts';
import { isTooFull, takesRoom } from './full.ts';
import type { Permission } from './may.ts';
import { may } from './may.ts';
import type { Effect, Scene } from './scene.ts';

export const Act = z.discriminatedUnion('act', [
  Annotate,
  Propose,
  Reply,
  Reword,
  Withdraw,
  Decide,
  Confirm,
  Contest,
  Reopen,
  SetLabels,
  Assign,
  SetType,
  Reattach,
  Detach,
  Rebase,
  TakeBack,
]);
export type Act = z.infer<typeof Act>;
export type ActName = Act['act'];

/** An act as it is sent and kept in the outbox: with the id its client chose. */
export const SentAct = z.object({ id: ActId, act: Act });
export type SentAct = z.infer<typeof SentAct>;

/**
 * Act → what its actor must be allowed: one of these. An act without a line here does not compile; whatever else it asks for,
 * such as that the words are one's own, its rule says.
 */
export const needs = {
  annotate: ['annotate'],
  propose: ['propose'],
  reply: ['reply'],
  reword: ['reword-own'],
  withdraw: ['withdraw-own'],
  decide: ['decide'],
  confirm: ['answer-own'],
  contest: ['answer-own'],
  reopen: ['reopen'],
  label: ['label'],
  assign: ['assign'],
  'set-type': ['set-type'],
  reattach: ['reattach-own', 'reattach-any'],
  detach: ['reattach-own', 'reattach-any'],
  rebase: ['decide'],
  'take-back': ['reopen'],
} as const satisfies Record<ActName, readonly Permission[]>;

/**
 * Judges an act by its rule: the same code on the server, which decides, and on the client, which shows ahead.
 * Pure; the caller writes the effect.
 */
export function judge(act: Act, scene: Scene): Ruling<Effect> {
  const isAllowed = needs[act.act].some((permission) => may(scene.actor.role, permission));
  if (!isAllowed) return refuse('not-your-role');
  if (scene.isFull === true && takesRoom(act.act)) return refuse('docket-full');
  const ruling = judged(act, scene);
  return ruling.ok && isTooFull(act.act, ruling.value.thread) ? refuse('thread-full') : ruling;
}

function judged(act: Act, scene: Scene): Ruling<Effect> {
  switch (act.act) {
    case 'annotate':
      return annotate(act, scene);
    case 'propose':
      return propose(act, scene);
    case 'reply':
      return reply(act, scene);
    case 'reword':
      return reword(act, scene);
    case 'withdraw':
      return withdraw(act, scene);
    case 'decide':
      return decide(act, scene);
    case 'confirm':
    case 'contest':
      return answer(act, scene);
    case 'reopen':
      return reopen(act, scene);
    case 'label':
      return label(act, scene);
    case 'assign':
      return assign(act, scene);
    case 'set-type':
      return setType(act, scene);
    case 'reattach':
      return reattach(act, scene);
    case 'detach':
      return detach(act, scene);
    case 'rebase':
      return rebase(act, scene);
    case 'take-back':
      return takeBack(act, scene);
  }
}
