/**
 * Reading and writing the journal's tables on one connection. Synchronous; sqlite-worker.ts runs it on its thread.
 * What is read from our own tables is trusted after its checksum is.
 */
import type { DatabaseSync } from 'node:sqlite';

import type { AccountId, ActId, DraftId } from '@gloss/shared/words/ids';

import type { Noted, Recorded, RecordQuery } from '../record/record.ts';
import { ChangedFacts, factsRecord, KnownFacts, readFacts } from './document-facts.ts';
import type { FactsRecord } from './document-facts.ts';
import type { DocumentName } from './document.ts';
import { docketOf, draftOf, textOf } from './document.ts';
import { answerRecord, readAnswer, talliesOf, tallyRecord } from './draft-records.ts';
import type { AnswerRecord, NamedFacts, TallyRecord } from './draft-records.ts';
import { JournalError } from './journal-error.ts';
import type { Answer, Binding, Checkpoint, DraftTally, Entry, Stored, Tally } from './journal.ts';
import { readRecordIn, recorderIn } from './record-table.ts';
import type { BindingRecord, CheckpointRecord, EntryRecord } from './records.ts';
import {
  bindingRecord,
  checkBinding,
  checkCovered,
  checkNext,
  checkpointRecord,
  entryRecord,
  readBinding,
  readCheckpoint,
  readRecords,
} from './records.ts';
import { prepare } from './sqlite-statements.ts';
import { transact } from './transact.ts';

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
  const sql = prepare(file);

  const addRecords = recorderIn(file);

  const known = new KnownFacts((document) =>
    readFacts(document, sql.facts.get(document) as FactsRecord | undefined),
  );

  function addEntry(entry: Entry, facts: ChangedFacts): void {
    const { document } = entry;
    const before = facts.of(document);
    checkNext(entry, before.head);
    const { seq, account, at, bytes, checksum } = entryRecord(entry);
    sql.addEntry.run(document, seq, account, at, bytes, checksum);
    facts.change(document, { head: seq, changedAt: Math.max(at, before.changedAt) });
  }

  function bind(binding: Binding, facts: ChangedFacts): void {
    const { document } = binding;
    const bound = sql.binding.get(document, binding.client) as BindingRecord | undefined;
    if (bound) return checkBinding(binding, readBinding(document, bound));
    const { client, account, checksum } = bindingRecord(binding);
    sql.bind.run(document, client, account, checksum);
    facts.change(document, { clients: facts.of(document).clients + 1 });
  }

  function addAnswer(answer: Answer, facts: ChangedFacts): void {
    const { draft, act } = answer;
    const { account, body, checksum } = answerRecord(answer);
    if (sql.addAnswer.run(draft, act, account, body, checksum).changes !== 1)
      throw new JournalError('out-of-order', `Act ${act} was answered already.`);
    const docket = docketOf(draft);
    facts.change(docket, { answers: facts.of(docket).answers + 1 });
  }

  function setTally(tally: Tally): void {
    const { openThreads, checksum } = tallyRecord(tally);
    sql.setTally.run(tally.draft, openThreads, checksum);
  }

  /** How many sound answers there are; throws where one is damaged. */
  function answersIn(document: DocumentName): number {
    const draft = draftOf(document);
    if (document !== docketOf(draft)) return 0;
    const records = sql.answers.all(draft) as unknown as Pick<Answer, 'act'>[];
    for (const { act } of records) {
      // By its key, as the next one who sends it asks for it: a damaged page may still list what it no longer finds.
      const found = sql.answer.get(draft, act) as AnswerRecord | undefined;
      if (!found) throw new JournalError('broken', `${draft}: the answer to act ${act} is lost.`);
      readAnswer({ draft, act }, found);
    }
    return records.length;
  }

  return {
    /** All of it or, where it throws, nothing. On disk when it returns. */
    commit({ entries, bindings, answers, tallies, records }: Group): void {
      const facts = new ChangedFacts((document) => known.of(document));
      transact(file, () => {
        for (const entry of entries) addEntry(entry, facts);
        for (const binding of bindings) bind(binding, facts);
        for (const answer of answers) addAnswer(answer, facts);
        tallies.forEach(setTally);
        addRecords(records);
        for (const [document, changed] of facts.all()) {
          const { head, changedAt, clients, answers, checksum } = factsRecord(document, changed);
          sql.setFacts.run(document, head, changedAt, clients, answers, checksum);
        }
      });
      known.committed(facts.all());
    },

    read(document: DocumentName): Stored {
      return readRecords(document, {
        facts: sql.facts.get(document) as FactsRecord | undefined,
        checkpoint: sql.checkpoint.get(document) as CheckpointRecord | undefined,
        entries: sql.entries.all(document) as unknown as EntryRecord[],
        bindings: sql.bindings.all(document) as unknown as BindingRecord[],
        answers: answersIn(document),
      });
    },

    /** Writes a checkpoint that does not count yet. @returns whether there was anything new in it. */
    propose(document: DocumentName, checkpoint: Checkpoint): boolean {
      const { seq } = checkpoint;
      checkCovered(document, seq, known.of(document).head);
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
      const record = sql.answer.get(draft, act) as AnswerRecord | undefined;
      return record ? readAnswer({ draft, act }, record) : null;
    },

    record: (query: RecordQuery): Recorded[] => readRecordIn(file, query),

    tallies(drafts?: readonly DraftId[]): Map<DraftId, DraftTally> {
      const counts = (drafts?.flatMap((draft) => sql.tally.all(draft)) ??
        sql.tallies.all()) as unknown as (TallyRecord & Pick<Tally, 'draft'>)[];
      const documents = (drafts
        ?.flatMap((draft) => [textOf(draft), docketOf(draft)])
        .flatMap((document) => sql.named.all(document)) ??
        sql.documents.all()) as unknown as NamedFacts[];
      return talliesOf(documents, new Map(counts.map(({ draft, ...count }) => [draft, count])));
    },
  };
}
