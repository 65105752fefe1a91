/** The drafts of the house as lists name them. Their words are elsewhere: in the journal's two documents per draft. */
import { randomBytes } from 'node:crypto';

import type { DraftStatus } from '@gloss/shared/words/draft';
import { DraftId } from '@gloss/shared/words/ids';
import type { AccountId, Instant } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import type { Database, DraftRow } from './database.ts';
import type { Note } from './record.ts';
import { noteIn } from './record.ts';

/** A draft as one account sees it. */
export interface DraftOfAccount extends DraftRow {
  readonly role: Role;
}

export interface NewDraftRow {
  readonly id: DraftId;
  readonly title: string;
  readonly status: DraftStatus;
  readonly lead: AccountId;
  /** Who else takes part from the first moment. */
  readonly others?: readonly { readonly account: AccountId; readonly role: Role }[];
  /** Whether its words came in a file. */
  readonly isImported?: boolean;
  readonly at: Instant;
}

export interface Drafts {
  create(draft: NewDraftRow): Promise<void>;
  change(
    draft: DraftId,
    settings: { title?: string | undefined; status?: DraftStatus | undefined },
    by: AccountId,
    at: Instant,
  ): Promise<void>;
  row(draft: DraftId): Promise<DraftRow | undefined>;
  /** Newest first. */
  of(account: AccountId): Promise<DraftOfAccount[]>;
  any(): Promise<boolean>;
}

/** @returns an id nobody can guess: 128 bits. */
export function newDraftId(): DraftId {
  return DraftId.parse(randomBytes(16).toString('base64url'));
}

export function draftsIn(database: Database): Drafts {
  /** Asked for at every door. This process is the only one that writes rows; a draft that is not there is not kept. */
  const known = new Map<DraftId, Promise<DraftRow | undefined>>();

  function row(draft: DraftId): Promise<DraftRow | undefined> {
    const kept = known.get(draft);
    if (kept) return kept;
    const reading = read(database, draft);
    known.set(draft, reading);
    const forget = () => void (known.get(draft) === reading && known.delete(draft));
    reading.then((found) => found ?? forget(), forget);
    return reading;
  }

  return {
    row,
    create: ({ id, title, status, lead, others = [], isImported = false, at }) =>
      database.transaction().execute(async (step) => {
        const row = { id, title, status, epoch: 1, createdAt: at, changedAt: at };
        await step.insertInto('draft').values(row).execute();
        const everyone = [{ account: lead, role: 'lead' as const }, ...others];
        const participants = everyone.map((each) => ({ ...each, draft: id, since: at }));
        await step.insertInto('participant').values(participants).execute();
        const did = isImported ? 'imported' : 'created';
        const seated = others.map(({ account, role }) => ({
          did: 'appointed' as const,
          by: null,
          at,
          draft: id,
          about: account,
          detail: role,
        }));
        await noteIn(step, [{ at, by: lead, did, draft: id, detail: title }, ...seated]);
      }),
    change: async (draft, { title, status }, by, at) => {
      await database.transaction().execute(async (step) => {
        const news = {
          ...(title !== undefined && { title }),
          ...(status !== undefined && { status }),
        };
        const row = { ...news, changedAt: at };
        await step.updateTable('draft').set(row).where('id', '=', draft).execute();
        const notes: Note[] = [];
        if (title !== undefined) notes.push({ at, by, did: 'renamed', draft, detail: title });
        if (status !== undefined) notes.push({ at, by, did: 'set-status', draft, detail: status });
        await noteIn(step, notes);
      });
      known.delete(draft);
    },
    any: async () =>
      (await database.selectFrom('draft').select('id').limit(1).executeTakeFirst()) !== undefined,
    of: (account) =>
      database
        .selectFrom('participant')
        .innerJoin('draft', 'draft.id', 'participant.draft')
        .selectAll('draft')
        .select('participant.role')
        .where('participant.account', '=', account)
        .orderBy('draft.createdAt', 'desc')
        .execute(),
  };
}

function read(database: Database, draft: DraftId): Promise<DraftRow | undefined> {
  return database.selectFrom('draft').selectAll().where('id', '=', draft).executeTakeFirst();
}
