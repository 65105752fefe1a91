/**
 * The tables of people and drafts, through Kysely over node:sqlite, in the same file as the journal's.
 * Next: migrations.ts makes them; accounts.ts, drafts.ts and participants.ts read and write them.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue } from 'node:sqlite';

import type { DraftStatus } from '@gloss/shared/words/draft';
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Colour } from '@gloss/shared/words/participant';
import type { Role } from '@gloss/shared/words/role';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, SqliteDatabase, SqliteStatement } from 'kysely';

import type { Recorded } from '../record/record.ts';
import { isDiskError } from './disk-error.ts';

/** One row per account; better-auth owns the table (auth.ts), we read it. Flags are 0 or 1. */
export interface UserRow {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  /** 1 once the person has come in by a link. */
  readonly emailVerified: number;
  readonly organisation: string;
  readonly colour: Colour;
  readonly mayCreate: number;
}

/** One row per session; better-auth owns this table too. */
export interface SessionRow {
  readonly token: string;
  readonly userId: AccountId;
  /** As ISO 8601 has it. */
  readonly expiresAt: string;
}

export interface DraftRow {
  readonly id: DraftId;
  readonly title: string;
  readonly status: DraftStatus;
  readonly epoch: number;
  readonly createdAt: Instant;
  /** When title or status last changed; the journal knows when the words did. */
  readonly changedAt: Instant;
}

export interface ParticipantRow {
  readonly draft: DraftId;
  readonly account: AccountId;
  readonly role: Role;
  readonly since: Instant;
}

export interface Tables {
  readonly user: UserRow;
  readonly session: SessionRow;
  readonly draft: DraftRow;
  readonly participant: ParticipantRow;
  /** Who did what to whom, for good: people/record.ts. */
  readonly people_record: Recorded;
}

export type Database = Kysely<Tables>;

/** How long a write waits for the journal's commit before it fails. */
const busyMs = 5000;

/** Called with what SQLite said when the disk refused a read or a write; whoever asked hears of it as well. */
export type Fail = (error: unknown) => void;

/**
 * Opens `gloss.sqlite` in an existing folder. A commit here is on disk when it returns.
 * @param fail is for a server; a command that asks and ends needs no more than the error it is given.
 */
export function openDatabase(dataDir: string, fail: Fail = () => undefined): Database {
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'), { timeout: busyMs });
  // The journal's thread moves the write-ahead log: it hears what the disk says to that (journal/sqlite-file.ts).
  file.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma wal_autocheckpoint = 0;
    pragma secure_delete = on;
    pragma foreign_keys = on;
    pragma trusted_schema = off;
    pragma mmap_size = 0;
    pragma cell_size_check = on;
  `);
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(bridge(file, fail)) });
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new WritingDriver({ database: this.#database });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/**
 * Our transactions read and then write. A plain `begin` fails at that write with "database is locked", without waiting, when
 * the journal has committed in between; this one waits for its turn first.
 */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite can roll back a `create table`; Kysely only needs to be told. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Shows node:sqlite in the shape Kysely expects of better-sqlite3, with its prepared statements kept. */
function bridge(file: DatabaseSync, fail: Fail): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => {
      prepared.clear();
      file.close();
    },
    prepare: (text) => {
      const known = prepared.get(text);
      if (known) return known;
      if (prepared.size >= 500) prepared.clear();
      const statement = failing(fail, () => bridgeStatement(file, text, fail));
      prepared.set(text, statement);
      return statement;
    },
  };
}

function bridgeStatement(file: DatabaseSync, text: string, fail: Fail): SqliteStatement {
  const statement = file.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (values) => failing(fail, () => statement.all(...values.map(storable))),
    run: (values) => failing(fail, () => statement.run(...values.map(storable))),
    *iterate(values) {
      const rows = failing(fail, () => statement.iterate(...values.map(storable)));
      for (;;) {
        const { done, value } = failing(fail, () => rows.next());
        if (done) return;
        yield value;
      }
    },
  };
}

/** Does the work, throws what it throws, and tells of it first where that was the disk. */
function failing<Result>(fail: Fail, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (isDiskError(error)) fail(error);
    throw error;
  }
}

/** node:sqlite refuses booleans and dates, which better-auth sends. */
function storable(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.toISOString();
  return value as SQLInputValue;
}
