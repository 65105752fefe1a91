/** The journal without a disk, under the same contract as sqlite-journal.ts: for tests of what stands above it. */
import type { ActId, DraftId } from '@gloss/shared/words/ids';

import { chained } from '../record/chain.ts';
import { matches } from '../record/record.ts';
import type { Recorded } from '../record/record.ts';
import { ChangedFacts, factsRecord, noFacts, readFacts } from './document-facts.ts';
import type { FactsRecord } from './document-facts.ts';
import type { DocumentName } from './document.ts';
import { docketOf, draftOf } from './document.ts';
import { answerRecord, readAnswer, talliesOf, tallyRecord } from './draft-records.ts';
import type { AnswerRecord, TallyRecord } from './draft-records.ts';
import { JournalError, journalError } from './journal-error.ts';
import type { Batch, Checkpoint, Journal } from './journal.ts';
import type { BindingRecord, CheckpointRecord, DocumentRecords, EntryRecord } from './records.ts';
import {
  bindingRecord,
  checkBinding,
  checkCovered,
  checkNext,
  checkpointRecord,
  entryRecord,
  readBinding,
  readRecords,
} from './records.ts';
import { checkSameContent, compacted, vectorOf } from './same-content.ts';

/** What outlives `close`, as a data folder does. */
export interface MemoryShelf {
  readonly documents: Map<DocumentName, ShelvedDocument>;
  readonly tallies: Map<DraftId, TallyRecord>;
  readonly record: Recorded[];
}

interface ShelvedDocument {
  facts: FactsRecord;
  checkpoint: CheckpointRecord | undefined;
  entries: EntryRecord[];
  readonly bindings: Map<number, BindingRecord>;
  /** In a docket. */
  readonly answers: Map<ActId, AnswerRecord>;
}

/** @returns a shelf with nothing on it. */
export function emptyShelf(): MemoryShelf {
  return { documents: new Map(), tallies: new Map(), record: [] };
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
    read: (document) => inTurn(() => readRecords(document, recordsOf(shelf, document))),
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
        const record = shelvedIn(shelf, docketOf(draft)).answers.get(act);
        return record ? readAnswer({ draft, act }, record) : null;
      }),
    record: (query) =>
      inTurn(() =>
        shelf.record
          .filter((row) => matches(row, query))
          .toReversed()
          .slice(0, query.limit),
      ),
    compacted: (document) =>
      inTurn(() => compacted(readRecords(document, recordsOf(shelf, document)))),
    tallies: (drafts) =>
      inTurn(() => {
        const documents = [...shelf.documents].flatMap(([document, { facts }]) =>
          drafts && !drafts.includes(draftOf(document)) ? [] : [{ document, ...facts }],
        );
        return talliesOf(documents, shelf.tallies);
      }),
    close: () => {
      stopped ??= new JournalError('stopped', 'The journal is closed.');
      return Promise.resolve();
    },
  });
}

function recordsOf(shelf: MemoryShelf, document: DocumentName): DocumentRecords {
  const { facts, checkpoint, entries, bindings, answers } = shelvedIn(shelf, document);
  for (const [act, record] of answers) readAnswer({ draft: draftOf(document), act }, record);
  return { facts, checkpoint, entries, bindings: [...bindings.values()], answers: answers.size };
}

function shelvedIn(shelf: MemoryShelf, document: DocumentName): ShelvedDocument {
  return (
    shelf.documents.get(document) ?? {
      facts: factsRecord(document, noFacts),
      checkpoint: undefined,
      entries: [],
      bindings: new Map(),
      answers: new Map(),
    }
  );
}

/** All or nothing: everything that may throw comes before anything is put on the shelf. */
function append(shelf: MemoryShelf, batch: Batch): void {
  const changed = new Map<DocumentName, ShelvedDocument>();
  const facts = new ChangedFacts((name) => readFacts(name, shelvedIn(shelf, name).facts));
  const change = (document: DocumentName): ShelvedDocument => {
    const before = changed.get(document) ?? shelvedIn(shelf, document);
    const after = {
      ...before,
      entries: [...before.entries],
      bindings: new Map(before.bindings),
      answers: new Map(before.answers),
    };
    changed.set(document, after);
    return after;
  };
  for (const entry of batch.entries) {
    const { document, seq, at } = entry;
    const { head, changedAt } = facts.of(document);
    checkNext(entry, head);
    facts.change(document, { head: seq, changedAt: Math.max(changedAt, at) });
    change(document).entries.push(entryRecord({ ...entry, update: entry.update.slice() }));
  }
  for (const binding of batch.bindings ?? []) {
    const { document, client, account } = binding;
    const { bindings } = change(document);
    const bound = bindings.get(client);
    checkBinding(binding, bound ? readBinding(document, bound) : account);
    bindings.set(client, bindingRecord(binding));
    facts.change(document, { clients: bindings.size });
  }
  const { answer, tally, record } = batch;
  if (answer) {
    const docket = docketOf(answer.draft);
    const { answers } = change(docket);
    if (answers.has(answer.act))
      throw new JournalError('out-of-order', `Act ${answer.act} was answered already.`);
    answers.set(answer.act, answerRecord(answer));
    facts.change(docket, { answers: answers.size });
  }
  for (const [document, known] of facts.all())
    change(document).facts = factsRecord(document, known);
  for (const [document, shelved] of changed) shelf.documents.set(document, shelved);
  if (tally) shelf.tallies.set(tally.draft, tallyRecord(tally));
  if (record) shelf.record.push(chained(record, shelf.record.at(-1)));
}

function writeCheckpoint(
  shelf: MemoryShelf,
  document: DocumentName,
  { seq, state, stateVector }: Checkpoint,
): void {
  const shelved = shelvedIn(shelf, document);
  checkCovered(document, seq, readFacts(document, shelved.facts).head);
  if (seq <= (shelved.checkpoint?.seq ?? 0)) return;
  const checkpoint = { seq, state: state.slice(), stateVector: stateVector.slice() };
  checkSameContent(document, readRecords(document, recordsOf(shelf, document)), checkpoint);
  shelved.checkpoint = checkpointRecord(document, checkpoint);
  shelved.entries = shelved.entries.filter((entry) => entry.seq > seq);
}
