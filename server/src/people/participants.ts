/**
 * Who takes part in which draft, and as what. Read for every act and every socket, so the answer is kept in memory
 * until a write changes it; this process is the only one that writes.
 */
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Participant } from '@gloss/shared/words/participant';
import type { Did } from '@gloss/shared/words/record';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Role } from '@gloss/shared/words/role';

import type { Database, ParticipantRow } from './database.ts';
import { noteIn } from './record.ts';

/** One change of who takes part, or as what. `by` is null where the house itself does it. */
export interface RoleChange {
  readonly draft: DraftId;
  readonly account: AccountId;
  readonly by: AccountId | null;
  readonly at: Instant;
}

export interface Participants {
  /** In the order they joined. */
  of(draft: DraftId): Promise<readonly Participant[]>;
  /** Adds someone, or gives someone who is there another role. Refuses `last-lead`. */
  appoint(change: RoleChange & { readonly role: Role }): Promise<Ruling<void>>;
  /** Gives someone another role; null removes them. Refuses `no-such-person` and `last-lead`. */
  changeRole(change: RoleChange & { readonly role: Role | null }): Promise<Ruling<void>>;
}

export function participantsIn(database: Database): Participants {
  const known = new Map<DraftId, Promise<Participant[]>>();

  /** Reads once for all who ask at the same time; a failed read is not kept. */
  function of(draft: DraftId): Promise<Participant[]> {
    const kept = known.get(draft);
    if (kept) return kept;
    const reading = read(database, draft);
    known.set(draft, reading);
    reading.catch(() => known.delete(draft));
    return reading;
  }

  async function write(
    change: RoleChange & { readonly role: Role | null },
    mayBeNew: boolean,
  ): Promise<Ruling<void>> {
    const { draft, account, role, by, at } = change;
    const ruling = await database.transaction().execute(async (step) => {
      const former = await roleIn(step, draft, account);
      if (former === undefined && !mayBeNew) return refuse('no-such-person');
      if (former === 'lead' && role !== 'lead' && (await leadsIn(step, draft)) < 2)
        return refuse('last-lead');
      if (role === null) await drop(step, draft, account);
      else await put(step, { draft, account, role, since: at });
      const did = didOf(former, role);
      await noteIn(step, [{ at, by, did, draft, about: account, detail: role ?? '' }]);
      return grant(undefined);
    });
    known.delete(draft);
    return ruling;
  }

  return {
    of,
    appoint: (change) => write(change, true),
    changeRole: (change) => write(change, false),
  };
}

function didOf(former: Role | undefined, role: Role | null): Did {
  if (role === null) return 'removed';
  return former === undefined ? 'appointed' : 'changed-role';
}

function read(database: Database, draft: DraftId): Promise<Participant[]> {
  return database
    .selectFrom('participant')
    .innerJoin('user', 'user.id', 'participant.account')
    .select(['participant.account', 'name', 'organisation', 'participant.role', 'colour'])
    .where('participant.draft', '=', draft)
    .orderBy('participant.since')
    .orderBy('name')
    .execute();
}

async function roleIn(
  step: Database,
  draft: DraftId,
  account: AccountId,
): Promise<Role | undefined> {
  const row = await step
    .selectFrom('participant')
    .select('role')
    .where('draft', '=', draft)
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.role;
}

async function leadsIn(step: Database, draft: DraftId): Promise<number> {
  const leads = await step
    .selectFrom('participant')
    .select('account')
    .where('draft', '=', draft)
    .where('role', '=', 'lead')
    .execute();
  return leads.length;
}

async function drop(step: Database, draft: DraftId, account: AccountId): Promise<void> {
  await step
    .deleteFrom('participant')
    .where('draft', '=', draft)
    .where('account', '=', account)
    .execute();
}

async function put(step: Database, row: ParticipantRow): Promise<void> {
  await step
    .insertInto('participant')
    .values(row)
    .onConflict((twice) => twice.columns(['draft', 'account']).doUpdateSet({ role: row.role }))
    .execute();
}
