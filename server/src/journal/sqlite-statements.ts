/** Every statement that sqlite-tables.ts runs, prepared once for a connection. Column names become those of the records. */
import type { DatabaseSync } from 'node:sqlite';

/** @returns the statements. The tables must be there (migrations.ts). */
export function prepare(file: DatabaseSync) {
  return {
    facts: file.prepare(
      `select head, changed_at as changedAt, clients, answers, checksum from journal_document
       where document = ?`,
    ),
    setFacts: file.prepare(
      `insert or replace into journal_document
       (document, head, changed_at, clients, answers, checksum) values (?, ?, ?, ?, ?, ?)`,
    ),
    addEntry: file.prepare(
      'insert into journal_entry (document, seq, account, at, bytes, checksum) values (?, ?, ?, ?, ?, ?)',
    ),
    entries: file.prepare(
      'select seq, account, at, bytes, checksum from journal_entry where document = ? order by seq',
    ),
    // As numbers of JavaScript, whatever their size: ids beyond 2^53 were taken once.
    binding: file.prepare(
      `select cast(client as real) as client, account, checksum from journal_client
       where document = ? and client = ?`,
    ),
    bind: file.prepare(
      'insert into journal_client (document, client, account, checksum) values (?, ?, ?, ?)',
    ),
    bindings: file.prepare(
      `select cast(client as real) as client, account, checksum from journal_client
       where document = ?`,
    ),
    answer: file.prepare(
      'select account, body, checksum from journal_answer where draft = ? and act = ?',
    ),
    answers: file.prepare('select act from journal_answer where draft = ?'),
    addAnswer: file.prepare(
      `insert into journal_answer (draft, act, account, body, checksum) values (?, ?, ?, ?, ?)
       on conflict do nothing`,
    ),
    setTally: file.prepare(
      'insert or replace into journal_tally (draft, open_threads, checksum) values (?, ?, ?)',
    ),
    tallies: file.prepare('select draft, open_threads as openThreads, checksum from journal_tally'),
    tally: file.prepare(
      'select draft, open_threads as openThreads, checksum from journal_tally where draft = ?',
    ),
    documents: file.prepare(
      `select document, head, changed_at as changedAt, clients, answers, checksum
       from journal_document`,
    ),
    named: file.prepare(
      `select document, head, changed_at as changedAt, clients, answers, checksum
       from journal_document where document = ?`,
    ),
    checkpoint: file.prepare(
      `select seq, bytes, state_vector as vector, checksum from journal_checkpoint
       where document = ? and proven = 1`,
    ),
    unproven: file.prepare(
      `select seq, bytes, state_vector as vector, checksum from journal_checkpoint
       where document = ? and seq = ? and proven = 0`,
    ),
    addCheckpoint: file.prepare(
      `insert into journal_checkpoint (document, seq, bytes, state_vector, checksum, proven)
       values (?, ?, ?, ?, ?, 0)`,
    ),
    dropUnproven: file.prepare('delete from journal_checkpoint where document = ? and proven = 0'),
    prove: file.prepare('update journal_checkpoint set proven = 1 where document = ? and seq = ?'),
    dropOlder: file.prepare('delete from journal_checkpoint where document = ? and seq < ?'),
    trim: file.prepare('delete from journal_entry where document = ? and seq <= ?'),
  };
}
