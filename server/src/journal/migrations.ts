/**
 * The journal's tables, step by step. Only ever add a step at the end: the number of steps is the version of a folder.
 * What is stored in another form than before wants one as well, so that no older program writes on it.
 * Names begin with `journal_` because accounts and participants live in the same file (people/).
 */
import type { DatabaseSync } from 'node:sqlite';

import { addChecksums } from './checksum-step.ts';
import { JournalError } from './journal-error.ts';
import { recordStep } from './record-table.ts';

/** SQL, or what runs it where SQL alone cannot. Within the transaction that is open. */
type Step = string | ((file: DatabaseSync) => void);

export const steps: readonly Step[] = [
  `
  create table journal_house (id text not null) strict;

  create table journal_self_test (written blob not null) strict;

  create table journal_document (
    document   text    not null primary key,
    head       integer not null,
    changed_at integer not null
  ) strict, without rowid;

  create table journal_entry (
    document text    not null,
    seq      integer not null,
    account  text    not null,
    at       integer not null,
    bytes    blob    not null,
    checksum integer not null,
    primary key (document, seq)
  ) strict, without rowid;

  create table journal_checkpoint (
    document text    not null,
    seq      integer not null,
    bytes    blob    not null,
    checksum integer not null,
    -- 1 once it was read back and said the same as what it replaces; until then it does not count.
    proven   integer not null check (proven in (0, 1)),
    primary key (document, seq)
  ) strict;

  create table journal_client (
    document text    not null,
    client   integer not null,
    account  text    not null,
    primary key (document, client)
  ) strict, without rowid;

  create table journal_answer (
    draft   text not null,
    act     text not null,
    account text not null,
    body    text not null,
    primary key (draft, act)
  ) strict, without rowid;

  create table journal_tally (
    draft        text    not null primary key,
    open_threads integer not null
  ) strict, without rowid;
  `,
  // Null in checkpoints that are older than this step.
  'alter table journal_checkpoint add column state_vector blob',
  recordStep,
  addChecksums,
  // Protocol 6 (shared/src/wire/version.ts): dockets have a form that programs before it would read, and write on, wrongly.
  'select 1',
];

/** Brings the tables to the newest version, all steps in one transaction. Refuses a file of a newer program. */
export function migrate(file: DatabaseSync, all: readonly Step[] = steps): void {
  file.exec('begin immediate');
  try {
    file.exec('create table if not exists journal_version (steps integer not null) strict');
    const row = file.prepare('select steps from journal_version').get();
    const done = Number(row?.['steps'] ?? 0);
    if (done > all.length) {
      throw new JournalError(
        'refused',
        'This data folder was written by a newer version of Gloss. Start that version, or use another DATA_DIR.',
      );
    }
    for (const step of all.slice(done)) {
      if (typeof step === 'string') file.exec(step);
      else step(file);
    }
    file.exec('delete from journal_version');
    file.prepare('insert into journal_version (steps) values (?)').run(all.length);
    file.exec('commit');
  } catch (error) {
    // A full disk has rolled back already, and is what the caller must hear of.
    if (file.isTransaction) file.exec('rollback');
    throw error;
  }
}
