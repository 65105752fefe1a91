/** The tables of drafts, participants and audit, made step by step. A published step is never changed: add the next. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';

import { chained } from '../record/chain.ts';
import type { Noted, Recorded } from '../record/record.ts';
import { createRecordTable } from '../record/table.ts';
import type { Database, Tables } from './database.ts';

const steps: Record<string, Migration> = {
  '001-drafts': {
    up: async (database: Kysely<unknown>) => {
      await sql`
        create table draft (
          id text primary key, title text not null, status text not null, epoch integer not null,
          createdAt integer not null, changedAt integer not null
        ) strict`.execute(database);
      await sql`
        create table participant (
          draft text not null references draft (id), account text not null references user (id),
          role text not null, since integer not null,
          primary key (draft, account)
        ) strict, without rowid`.execute(database);
      await sql`create index participant_account on participant (account)`.execute(database);
      await sql`
        create table audit (
          seq integer primary key autoincrement, at integer not null, by text, did text not null,
          draft text, about text, detail text not null
        ) strict`.execute(database);
    },
  },
  '002-record': {
    up: async (database: Kysely<Tables>) => {
      for (const statement of createRecordTable('people_record'))
        await sql.raw(statement).execute(database);
      const { rows } = await sql<AuditRow>`select * from audit order by seq`.execute(database);
      let last: Recorded | undefined;
      for (const noted of rows.flatMap(notedOf)) {
        last = chained(noted, last);
        await database.insertInto('people_record').values(last).execute();
      }
      await sql`drop table audit`.execute(database);
    },
  },
};

/** A row of the table that `people_record` takes the place of. */
interface AuditRow extends Omit<Noted, 'did' | 'thread'> {
  readonly did: string;
}

const nowCalled = {
  entered: 'signed-in',
  left: 'signed-out',
  'created-draft': 'created',
  appointed: 'appointed',
  'changed-role': 'changed-role',
  removed: 'removed',
} as const satisfies Record<string, Noted['did']>;

function notedOf({ at, by, did, draft, about, detail }: AuditRow): Noted[] {
  const row = { at, by, draft, about, thread: null };
  // One row could hold both, as JSON of our own.
  if (did === 'changed-draft') {
    const { title, status } = JSON.parse(detail) as { title?: string; status?: string };
    return [
      ...(title === undefined ? [] : [{ ...row, did: 'renamed' as const, detail: title }]),
      ...(status === undefined ? [] : [{ ...row, did: 'set-status' as const, detail: status }]),
    ];
  }
  // No other word was ever written there.
  return [{ ...row, did: nowCalled[did as keyof typeof nowCalled], detail }];
}

/** Brings the tables to the newest step. Expects better-auth's own tables to be there. Throws where a step fails. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => steps } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
