/** The record of a house: who did what, and when. Rows are only ever added, and none holds words of a text or a thread. */
import * as z from 'zod/mini';

import { AccountId, Instant } from './ids.ts';

/** What may be done, sorted as people look for it. Acts stand here under their own names (rules/acts.ts). */
export const recordKinds = {
  threads: [
    'annotate',
    'propose',
    'reply',
    'reword',
    'withdraw',
    'decide',
    'confirm',
    'contest',
    'reopen',
    'label',
    'assign',
    'set-type',
    'reattach',
    'detach',
    'rebase',
    'take-back',
  ],
  /** Somebody began to write in the text after half an hour or more without; brought a revised text in. */
  text: ['wrote', 'revised'],
  people: ['appointed', 'changed-role', 'removed'],
  draft: ['created', 'imported', 'renamed', 'set-status'],
  /** What left the house, and what came back into it. */
  copies: ['downloaded', 'backed-up', 'restored'],
  'sign-ins': ['signed-in', 'signed-out', 'refused-link'],
} as const;
export type RecordKind = keyof typeof recordKinds;
export const RecordKind = z.enum(Object.keys(recordKinds) as [RecordKind, ...RecordKind[]]);

export type Did = (typeof recordKinds)[RecordKind][number];
export const Did = z.enum(Object.values(recordKinds).flat() as [Did, ...Did[]]);

/** Somebody in the record, named as they are called now; an empty name is one that is no longer known. */
const Named = z.object({ account: AccountId, name: z.string() });

/** One row as it is read. */
export const RecordRow = z.object({
  /** Names the row among all rows. */
  key: z.string(),
  at: Instant,
  did: Did,
  /** Null where the house itself did it, or nobody can say who: a link that did not hold. */
  by: z.nullable(Named),
  /** Whom it concerned: who was appointed, removed, assigned. */
  about: z.nullable(Named),
  /** The number of the thread it was about. */
  thread: z.nullable(z.number()),
  /** A role, a decision, a status, a form of file, the title of a draft; never words of a text. May be empty. */
  detail: z.string(),
});
export type RecordRow = z.infer<typeof RecordRow>;

/** @returns the kind under which something done is found. */
export function kindOf(did: Did): RecordKind {
  const kinds = Object.entries(recordKinds) as [RecordKind, readonly Did[]][];
  // Every `Did` is one of a kind, by its type.
  return kinds.find(([, dids]) => dids.includes(did))?.[0] as RecordKind;
}
