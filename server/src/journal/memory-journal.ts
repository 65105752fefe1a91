/** The journal without a disk, under the same contract as sqlite-journal.ts: for tests of what stands above it. */
import type { AccountId, DraftId } from '@gloss/shared/words/ids';

import { chained } from '../record/chain.ts';
import { matches } from '../record/record.ts';
import type { Recorded } from '../record/record.ts';
import type { DocumentName } from './document.ts';
import { draftOf } from './document.ts';
import { JournalError, journalError } from './journal-error.ts';
import type { Answer, Batch, Checkpoint, DraftTally, Journal, Stored } from './journal.ts';
import type { CheckpointRecord, DocumentRecords, EntryRecord } from './records.ts';
import {
  checkBinding,
  checkCovered,
  checkNext,
  checkpointRecord,
  entryRecord,
  readRecords,
} from './records.ts';
import { checkSameContent, vectorOf } from './same-content.ts';

/** What outlives `close`, as a data folder does. */
export interface MemoryShelf {
  readonly documents: Map<DocumentName, ShelvedDocument>;
  readonly answers: Map<string, Answer>;
  readonly openThreads: Map<DraftId, number>;
  readonly record: Recorded[];
}

interface ShelvedDocument extends DocumentRecords {
  head: number;
  checkpoint: CheckpointRecord | undefined;
  entries: EntryRecord[];
  clients: Map<number, AccountId>;
  changedAt: number;
}

/** @returns a shelf with nothing on it. */
export function emptyShelf(): MemoryShelf {
  return { documents: new Map(), answers: new Map(), openThreads: new Map(), record: [] };
}

/** @returns a journal of what is on the shelf. */
export function openMemoryJournal(shelf: MemoryShelf = emptyShelf()): Promise<Journal> {
  let stopped: JournalError | undefined;

  /** Answers in a later microtask, as a disk would. */
  async function inTurn<Value>(work: () => Value): Promise<Value> {
    if (stopped) throw stopped;
    return work();
  }

  return Promise.resolve({
    read: (document) => inTurn(() => read(shelf, document)),
    append: (batch) =>
      inTurn(() => {
        try {
          append(shelf, batch);
        } catch (error) {
          stopped = journalError(error);
          throw stopped;
        }
      }),
    checkpoint: (document, seq, state, vector) =>
      inTurn(() => {
        const stateVector = vector ?? vectorOf(state);
        writeCheckpoint(shelf, document, { seq, state, stateVector });
      }),
    answerTo: (draft, act) =>
      inTurn(() => {
        const answer = shelf.answers.get(`${draft}/${act}`);
        return answer ? { account: answer.account, body: answer.body } : null;
      }),
    record: (query) =>
      inTurn(() =>
        shelf.record
          .filter((row) => matches(row, query))
          .toReversed()
          .slice(0, query.limit),
      ),
    tallies: () => inTurn(() => tallies(shelf)),
    close: () => {
      stopped ??= new JournalError('stopped', 'The journal is closed.');
      return Promise.resolve();
    },
  });
}

function read(shelf: MemoryShelf, document: DocumentName): Stored {
  const shelved = shelf.documents.get(document) ?? unwritten();
  const { clients, ...records } = shelved;
  return readRecords(document, { ...records, clients: new Map(clients) });
}

function unwritten(): ShelvedDocument {
  return { head: 0, checkpoint: undefined, entries: [], clients: new Map(), changedAt: 0 };
}

/** All or nothing: everything that may throw comes before anything is put on the shelf. */
function append(shelf: MemoryShelf, batch: Batch): void {
  const changed = new Map<DocumentName, ShelvedDocument>();
  const change = (document: DocumentName): ShelvedDocument => {
    const before = changed.get(document) ?? shelf.documents.get(document) ?? unwritten();
    const after = {
      ...before,
      entries: [...before.entries],
      clients: new Map(before.clients),
    };
    changed.set(document, after);
    return after;
  };
  for (const entry of batch.entries) {
    const shelved = change(entry.document);
    checkNext(entry, shelved.head);
    shelved.head = entry.seq;
    shelved.changedAt = Math.max(shelved.changedAt, entry.at);
    shelved.entries.push(entryRecord({ ...entry, update: entry.update.slice() }));
  }
  for (const binding of batch.bindings ?? []) {
    const { clients } = change(binding.document);
    checkBinding(binding, clients.get(binding.client) ?? binding.account);
    clients.set(binding.client, binding.account);
  }
  const { answer, tally, record } = batch;
  if (answer && shelf.answers.has(`${answer.draft}/${answer.act}`)) {
    throw new JournalError('out-of-order', `Act ${answer.act} was answered already.`);
  }
  for (const [document, shelved] of changed) shelf.documents.set(document, shelved);
  if (answer) shelf.answers.set(`${answer.draft}/${answer.act}`, answer);
  if (tally) shelf.openThreads.set(tally.draft, tally.openThreads);
  if (record) shelf.record.push(chained(record, shelf.record.at(-1)));
}

function writeCheckpoint(
  shelf: MemoryShelf,
  document: DocumentName,
  { seq, state, stateVector }: Checkpoint,
): void {
  const shelved = shelf.documents.get(document) ?? unwritten();
  checkCovered(document, seq, shelved.head);
  if (seq <= (shelved.checkpoint?.seq ?? 0)) return;
  const checkpoint = { seq, state: state.slice(), stateVector: stateVector.slice() };
  checkSameContent(document, readRecords(document, shelved), checkpoint);
  shelved.checkpoint = checkpointRecord(document, checkpoint);
  shelved.entries = shelved.entries.filter((entry) => entry.seq > seq);
}

function tallies(shelf: MemoryShelf): Map<DraftId, DraftTally> {
  const found = new Map<DraftId, DraftTally>();
  for (const [document, { changedAt }] of shelf.documents) {
    const draft = draftOf(document);
    found.set(draft, {
      openThreads: shelf.openThreads.get(draft) ?? 0,
      changedAt: Math.max(changedAt, found.get(draft)?.changedAt ?? 0),
    });
  }
  return found;
}
