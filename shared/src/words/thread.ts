/** An annotation on a passage (or on the whole draft) with its replies: the unit that leads decide. */
import * as z from 'zod/mini';

import { Anchor, EncodedPosition, Quote } from './anchor.ts';
import { BesideBlock, BlockContent, ProposedBlocks } from './blocks.ts';
import { Disposition, Verdict } from './disposition.ts';
import { AccountId, BlockId, Instant, MessageId, ThreadId } from './ids.ts';
import { Author } from './participant.ts';
import { whole } from './text.ts';

export const threadTypes = ['general', 'substantive', 'editorial'] as const;
export const ThreadType = z.enum(threadTypes);
export type ThreadType = z.infer<typeof ThreadType>;

/** A short word for sorting threads, such as "Equity": 1 to 40 characters. */
export const Label = z.string().check(whole, z.trim(), z.minLength(1), z.maxLength(40));
export type Label = z.infer<typeof Label>;

/** What a message says: 1 to 10,000 characters after trimming; plain text, `@[Name](account)` for a mention. */
export const MessageBody = z.string().check(whole, z.trim(), z.minLength(1), z.maxLength(10_000));

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

/** The words to stand in the place of a passage: 0 to 20,000 characters; none deletes it. */
export const Wording = z.string().check(whole, z.maxLength(20_000));

/** Where words stood that an accepted proposal deleted: between these characters. */
export const Gap = z.object({
  at: EncodedPosition,
  ...z.pick(Quote, { prefix: true, suffix: true }).shape,
});
export type Gap = z.infer<typeof Gap>;

/** So many characters in a row that look alike, with their marks as Yjs keeps them. */
export const Look = z.object({ length: z.number(), marks: z.record(z.string(), z.unknown()) });
export type Look = z.infer<typeof Look>;

/** That a proposal stands in the text: since when, as what words, and whose doing that is. */
export const Applied = z.object({
  at: Instant,
  wording: z.string(),
  /** Of the edit that put it there; of the passage's last one where people had written it there by hand. */
  seq: z.number(),
  /** Whose words they are. Absent in what was accepted before protocol 2, as is the next. */
  by: z.optional(Author),
  acceptedBy: z.optional(Author),
  /** Only where the words were deleted, so that nothing is left to point at. */
  place: z.optional(Gap),
  /** How the words looked that it replaced, so that they come back so; absent where all were plain. */
  former: z.optional(z.array(Look)),
  /** Of whole blocks accepted with modification: what was put in; absent where that is what was proposed. */
  content: z.optional(z.array(BlockContent)),
  /** Of whole blocks: those that stand there now. */
  bids: z.optional(z.array(BlockId)),
  /** Of whole blocks that were deleted: where they stood. */
  beside: z.optional(BesideBlock),
});
export type Applied = z.infer<typeof Applied>;

/** Replacement wording for the passage of a thread. */
export const Proposal = z.object({
  wording: Wording,
  /** What the passage read when this was proposed or last rebased; it is applied only where it still reads so. */
  replaces: z.string(),
  /** With whole blocks, both of these are their plain words; the blocks are what counts. */
  blocks: z.optional(ProposedBlocks),
  applied: z.optional(Applied),
  /** What it was before each rebase, oldest first. */
  before: z.optional(
    z.array(
      z.object({
        wording: z.string(),
        replaces: z.string(),
        until: Instant,
        /** Of whole blocks, where they were written anew: those proposed until then; none for a deletion. */
        content: z.optional(z.array(BlockContent)),
      }),
    ),
  ),
});
export type Proposal = z.infer<typeof Proposal>;

/**
 * One step in a thread's life. Nothing that anybody did is ever taken out of this list; where the text goes to and fro with a
 * passage, the first of these steps and the last are there.
 */
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
    'detached',
    'rebased',
    'took-back',
    'edited-passage',
    'moved-anchor',
    'orphaned',
    'found-again',
  ]),
  /** What a person reading the history wants to know: the label, the reason, the earlier words. May be empty. */
  detail: z.string(),
  /** With `reattached`: the quote until then, where it was another. */
  was: z.optional(z.string()),
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

/** @returns whether its words were found elsewhere, but not for certain: somebody has to say whether it is they. */
export function awaitsConfirmation({ anchor }: Pick<Thread, 'anchor'>): boolean {
  return anchor?.state.is === 'moved' && anchor.state.confirm;
}
