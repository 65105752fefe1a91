/** The decision on a thread, always with a reason; and the verdict of the thread's author on it. */
import * as z from 'zod/mini';

import { Instant } from './ids.ts';
import { Author } from './participant.ts';
import { whole } from './text.ts';

/** What a lead may decide. `withdrawn` is the author's own and is not among them. */
export const decisions = [
  'accepted',
  'accepted-with-modification',
  'noted',
  'declined',
  'duplicate',
  'out-of-scope',
] as const;
export const Decision = z.enum(decisions);
export type Decision = z.infer<typeof Decision>;

/** Why: 1 to 4,000 characters after trimming. */
export const Reason = z.string().check(whole, z.trim(), z.minLength(1), z.maxLength(4000));

export const Disposition = z.object({
  as: z.enum([...decisions, 'withdrawn']),
  reason: Reason,
  by: Author,
  at: Instant,
  /** The number of the thread that this one repeats; only with `duplicate`. */
  duplicateOf: z.optional(z.number()),
});
export type Disposition = z.infer<typeof Disposition>;

export const Verdict = z.discriminatedUnion('is', [
  z.object({ is: z.literal('confirmed'), at: Instant }),
  z.object({ is: z.literal('contested'), reason: Reason, at: Instant }),
]);
export type Verdict = z.infer<typeof Verdict>;
