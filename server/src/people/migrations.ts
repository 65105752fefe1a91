/** The tables of drafts, participants and audit, made step by step. A published step is never changed: add the next. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';

import type { Database } from './database.ts';

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
};

/** Brings the tables to the newest step. Expects better-auth's own tables to be there. Throws where a step fails. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => steps } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
