/** The document being written, as lists and pages name it. Its text and its docket are Yjs documents of their own. */
import * as z from 'zod/mini';

import { DraftId, Instant } from './ids.ts';
import { Participant } from './participant.ts';
import { Role } from './role.ts';
import { whole } from './text.ts';

export const draftStatuses = ['drafting', 'in-review', 'agreed'] as const;
export const DraftStatus = z.enum(draftStatuses);
export type DraftStatus = z.infer<typeof DraftStatus>;

/** 1 to 200 characters. */
export const DraftTitle = z.string().check(whole, z.trim(), z.minLength(1), z.maxLength(200));

/** One row of the home page. */
export const DraftSummary = z.object({
  id: DraftId,
  title: DraftTitle,
  status: DraftStatus,
  /** The reader's own role in it. */
  role: Role,
  openThreads: z.number(),
  /** When its text or docket last changed. */
  changedAt: Instant,
});
export type DraftSummary = z.infer<typeof DraftSummary>;

/** What a client needs to open a draft. */
export const DraftCard = z.extend(DraftSummary, {
  /** Raised when the history of the documents is replaced; a client of another epoch reloads instead of merging. */
  epoch: z.number(),
  participants: z.array(Participant),
});
export type DraftCard = z.infer<typeof DraftCard>;
