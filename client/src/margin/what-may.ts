/** What one person may do with one thread: the table of `rules/may` and the state of the thread, as screens ask for it. */
import { may } from '@gloss/shared/rules/may';
import type { AccountId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';
import type { Message, Thread } from '@gloss/shared/words/thread';
import { awaitsConfirmation, isOrphaned, statusOf } from '@gloss/shared/words/thread';

export interface Allowed {
  readonly reply: boolean;
  readonly propose: boolean;
  readonly decide: boolean;
  readonly reopen: boolean;
  /** Confirm or contest. */
  readonly answer: boolean;
  readonly sort: boolean;
  /** Put on selected words, or say whether it moved to the right ones. */
  readonly reattach: boolean;
}

/** The same conditions as the rules of the acts; the server has the last word. */
export function whatMay(thread: Thread, me: AccountId, role: Role): Allowed {
  const status = statusOf(thread);
  const isOwn = thread.opening.by.account === me;
  const isDecidedByLead = status === 'decided' && thread.disposition?.as !== 'withdrawn';
  return {
    reply: may(role, 'reply'),
    propose:
      may(role, 'propose') &&
      thread.anchor !== undefined &&
      !isOrphaned(thread) &&
      status === 'open',
    decide: may(role, 'decide') && (status === 'open' || status === 'contested'),
    reopen: may(role, 'reopen') && status !== 'open',
    answer: may(role, 'answer-own') && isOwn && isDecidedByLead,
    sort: may(role, 'label'),
    reattach:
      may(role, 'reattach-any') ||
      (isOwn && may(role, 'reattach-own') && (isOrphaned(thread) || awaitsConfirmation(thread))),
  };
}

/** @returns whether these are this person's own words and still stand. */
export function mayReword(message: Message, me: AccountId, role: Role): boolean {
  return may(role, 'reword-own') && message.by.account === me && message.withdrawnAt === undefined;
}

/** @returns whether this person may take the message back; the opening of a decided thread stays. */
export function mayWithdraw(thread: Thread, message: Message, me: AccountId, role: Role): boolean {
  const isOpening = message.id === thread.opening.id;
  return (
    may(role, 'withdraw-own') &&
    message.by.account === me &&
    message.withdrawnAt === undefined &&
    !(isOpening && thread.disposition !== undefined)
  );
}
