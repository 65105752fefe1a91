/**
 * Reading and writing the journal's tables on one connection. Synchronous; sqlite-worker.ts runs it on its thread.
 * What is read from our own tables is trusted after its checksum is.
 */
import type { DatabaseSync } from 'node:sqlite';

import type { AccountId, ActId, DraftId, Instant } from '@gloss/shared/words/ids';

import type { Noted, Recorded, RecordQuery } from '../record/record.ts';
import type { DocumentName } from './document.ts';
import { draftOf } from './document.ts';
import { JournalError } from './journal-error.ts';
import type { Answer, Binding, Checkpoint, DraftTally, Entry, Stored, Tally } from './journal.ts';
import { readRecordIn, recorderIn } from './record-table.ts';
import type { CheckpointRecord, EntryRecord } from './records.ts';
import {
  checkBinding,
  checkCovered,
  checkNext,
  checkpointRecord,
  entryRecord,
  readCheckpoint,
  readRecords,
} from './records.ts';

/** What one commit holds: the batches that came while the one before it was in flight. */
export interface Group {
  readonly entries: readonly Entry[];
  readonly bindings: readonly Binding[];
  readonly answers: readonly Answer[];
  readonly tallies: readonly Tally[];
  readonly records: readonly Noted[];
}

export type Tables = ReturnType<typeof openTables>;

/** Prepares the statements once. */
export function openTables(file: DatabaseSync) {
  const sql = {
    head: file.prepare('select head from journal_document where document = ?'),
    setHead: file.prepare(
      `insert into journal_document (document, head, changed_at) values (?1, ?2, ?3)
       on conflict do update set head = ?2, changed_at = max(changed_at, ?3)`,
    ),
    addEntry: file.prepare(
      'insert into journal_entry (document, seq, account, at, bytes, checksum) values (?, ?, ?, ?, ?, ?)',
    ),
    entries: file.prepare(
      'select seq, account, at, bytes, checksum from journal_entry where document = ? order by seq',
    ),
    owner: file.prepare('select account from journal_client where document = ? and client = ?'),
    bind: file.prepare('insert into journal_client (document, client, account) values (?, ?, ?)'),
    clients: file.prepare('select client, account from journal_client where document = ?'),
    answer: file.prepare('select account, body from journal_answer where draft = ? and act = ?'),
    addAnswer: file.prepare(
      'insert into journal_answer (draft, act, account, body) values (?, ?, ?, ?) on conflict do nothing',
    ),
    setTally: file.prepare(
      `insert into journal_tally (draft, open_threads) values (?1, ?2)
       on conflict do update set open_threads = ?2`,
    ),
    tallies: file.prepare('select draft, open_threads from journal_tally'),
    documents: file.prepare('select document, changed_at from journal_document'),
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

  const addRecords = recorderIn(file);

  function headOf(document: DocumentName): number {
    return (sql.head.get(document)?.['head'] as number | undefined) ?? 0;
  }

  function addEntries(entries: readonly Entry[]): void {
    const changed = new Map<DocumentName, { head: number; at: Instant }>();
    for (const entry of entries) {
      const { document } = entry;
      const before = changed.get(document) ?? { head: headOf(document), at: 0 };
      checkNext(entry, before.head);
      const { seq, account, at, bytes, checksum } = entryRecord(entry);
      sql.addEntry.run(document, seq, account, at, bytes, checksum);
      changed.set(document, { head: seq, at: Math.max(at, before.at) });
    }
    for (const [document, { head, at }] of changed) sql.setHead.run(document, head, at);
  }

  function bind(binding: Binding): void {
    const { document, client, account } = binding;
    const owner = sql.owner.get(document, client)?.['account'] as AccountId | undefined;
    if (owner === undefined) sql.bind.run(document, client, account);
    else checkBinding(binding, owner);
  }

  function addAnswer({ draft, act, account, body }: Answer): void {
    if (sql.addAnswer.run(draft, act, account, body).changes === 1) return;
    throw new JournalError('out-of-order', `Act ${act} was answered already.`);
  }

  return {
    /** All of it or, where it throws, nothing. On disk when it returns. */
    commit({ entries, bindings, answers, tallies, records }: Group): void {
      transact(file, () => {
        addEntries(entries);
        bindings.forEach(bind);
        answers.forEach(addAnswer);
        for (const { draft, openThreads } of tallies) sql.setTally.run(draft, openThreads);
        addRecords(records);
      });
    },

    read(document: DocumentName): Stored {
      return readRecords(document, {
        head: headOf(document),
        checkpoint: sql.checkpoint.get(document) as CheckpointRecord | undefined,
        entries: sql.entries.all(document) as unknown as EntryRecord[],
        clients: new Map(
          sql.clients
            .all(document)
            .map((row) => [row['client'] as number, row['account'] as AccountId]),
        ),
      });
    },

    /** Writes a checkpoint that does not count yet. @returns whether there was anything new in it. */
    propose(document: DocumentName, checkpoint: Checkpoint): boolean {
      const { seq } = checkpoint;
      checkCovered(document, seq, headOf(document));
      if (seq <= ((sql.checkpoint.get(document)?.['seq'] as number | undefined) ?? 0)) return false;
      const { bytes, vector, checksum } = checkpointRecord(document, checkpoint);
      transact(file, () => {
        sql.dropUnproven.run(document);
        sql.addCheckpoint.run(document, seq, bytes, vector, checksum);
      });
      return true;
    },

    /** @returns a checkpoint that does not count yet. Throws where it is damaged or not there. */
    proposed(document: DocumentName, seq: number): Checkpoint {
      const record = sql.unproven.get(document, seq) as CheckpointRecord | undefined;
      if (record) return readCheckpoint(document, record);
      throw new JournalError('broken', `${document}: the new checkpoint at ${seq} is not there.`);
    },

    /** From now on the checkpoint counts; what it replaces goes. */
    settle(document: DocumentName, seq: number): void {
      transact(file, () => {
        sql.prove.run(document, seq);
        sql.dropOlder.run(document, seq);
        sql.trim.run(document, seq);
      });
    },

    /** Takes back a checkpoint that did not prove right. */
    withdraw(document: DocumentName): void {
      transact(file, () => sql.dropUnproven.run(document));
    },

    answerTo(draft: DraftId, act: ActId): { account: AccountId; body: string } | null {
      const row = sql.answer.get(draft, act);
      if (!row) return null;
      return { account: row['account'] as AccountId, body: row['body'] as string };
    },

    record: (query: RecordQuery): Recorded[] => readRecordIn(file, query),

    tallies(): Map<DraftId, DraftTally> {
      const open = new Map(sql.tallies.all().map((row) => [row['draft'], row['open_threads']]));
      const found = new Map<DraftId, DraftTally>();
      for (const row of sql.documents.all()) {
        const draft = draftOf(row['document'] as DocumentName);
        const changedAt = Math.max(row['changed_at'] as number, found.get(draft)?.changedAt ?? 0);
        found.set(draft, { openThreads: (open.get(draft) as number | undefined) ?? 0, changedAt });
      }
      return found;
    },
  };
}

/** Writes in one short transaction; whoever else writes to the file waits for it. */
export function transact(file: DatabaseSync, work: () => void): void {
  file.exec('begin immediate');
  try {
    work();
    file.exec('commit');
  } catch (error) {
    if (file.isTransaction) file.exec('rollback');
    throw error;
  }
}
