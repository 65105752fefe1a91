/** An annotation on a passage (or on the whole draft) with its replies: the unit that leads decide. */
import * as z from 'zod/mini';

import { Anchor } from './anchor.ts';
import { Disposition, Verdict } from './disposition.ts';
import { AccountId, Instant, MessageId, ThreadId } from './ids.ts';
import { Author } from './participant.ts';

export const threadTypes = ['general', 'substantive', 'editorial'] as const;
export const ThreadType = z.enum(threadTypes);
export type ThreadType = z.infer<typeof ThreadType>;

/** A short word for sorting threads, such as "Equity": 1 to 40 characters. */
export const Label = z.string().check(z.trim(), z.minLength(1), z.maxLength(40));
export type Label = z.infer<typeof Label>;

/** What a message says: 1 to 10,000 characters after trimming; plain text, `@[Name](account)` for a mention. */
export const MessageBody = z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000));

/** One message: the opening one or a reply. Its author may reword or withdraw it; what it said before stays. */
export const Message = z.object({
  id: MessageId,
  by: Author,
  at: Instant,
  /** Empty once withdrawn. */
  body: z.string(),
  /** The participants named in it with `@`. */
  mentions: z.array(AccountId),
  /** Earlier wordings, oldest first. */
  before: z.array(z.object({ body: z.string(), until: Instant })),
  withdrawnAt: z.optional(Instant),
});
export type Message = z.infer<typeof Message>;

/** Replacement wording for the passage of a thread. An empty wording proposes to delete it. */
export const Proposal = z.object({
  wording: z.string().check(z.maxLength(20_000)),
  /** What the passage read when this was proposed; it is applied only where it still reads so. */
  replaces: z.string(),
  /** When it was put into the text, and as what words. */
  applied: z.optional(z.object({ at: Instant, wording: z.string(), seq: z.number() })),
});
export type Proposal = z.infer<typeof Proposal>;

/** One step in a thread's life. Nothing is ever taken out of this list. */
export const HistoryEntry = z.object({
  at: Instant,
  /** Absent where the server itself moved the anchor. */
  by: z.optional(Author),
  did: z.enum([
    'annotated',
    'proposed',
    'replied',
    'reworded',
    'withdrew',
    'decided',
    'confirmed',
    'contested',
    'reopened',
    'labelled',
    'assigned',
    'typed',
    'reattached',
    'edited-passage',
    'moved-anchor',
    'orphaned',
    'found-again',
  ]),
  /** What a person reading the history wants to know: the label, the reason, the earlier words. May be empty. */
  detail: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Thread = z.object({
  id: ThreadId,
  /** 1, 2, 3 … within the draft, in order of arrival; what people call it by: #24. */
  number: z.number(),
  type: ThreadType,
  labels: z.array(Label),
  /** Absent where the thread is about the whole draft. */
  anchor: z.optional(Anchor),
  opening: Message,
  replies: z.array(Message),
  proposal: z.optional(Proposal),
  assignee: z.optional(Author),
  /** Absent while the thread is open. */
  disposition: z.optional(Disposition),
  /** What its author said to the disposition. */
  verdict: z.optional(Verdict),
  history: z.array(HistoryEntry),
});
export type Thread = z.infer<typeof Thread>;

/** open → decided → confirmed or contested. A contested thread is back on the lead's list. */
export type ThreadStatus = 'open' | 'decided' | 'confirmed' | 'contested';

/** @returns where a thread is in its life (product.md, "A thread's life"). */
export function statusOf(thread: Thread): ThreadStatus {
  if (thread.disposition === undefined) return 'open';
  return thread.verdict?.is ?? 'decided';
}

/** @returns whether a lead still has to act on it: open, or contested by its author. */
export function awaitsDecision(thread: Thread): boolean {
  const status = statusOf(thread);
  return status === 'open' || status === 'contested';
}

/** @returns whether its words are gone from the text. */
export function isOrphaned(thread: Thread): boolean {
  return thread.anchor?.state.is === 'orphaned';
}
