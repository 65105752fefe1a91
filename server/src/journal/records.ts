/**
 * Records as they lie in storage, and the rules every storage keeps: order without gaps on the way in, nothing damaged
 * on the way out. Both journals use them, so that they cannot differ.
 */
import type { AccountId, Instant } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import { checksumOf } from './checksum.ts';
import type { FactsRecord } from './document-facts.ts';
import { readFacts } from './document-facts.ts';
import type { DocumentName } from './document.ts';
import { JournalError } from './journal-error.ts';
import type { Binding, Checkpoint, Entry, Stored } from './journal.ts';

export interface EntryRecord {
  readonly seq: number;
  readonly account: AccountId;
  readonly at: Instant;
  readonly bytes: Uint8Array;
  readonly checksum: number;
}

export interface CheckpointRecord {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Null in a folder of a version that did not keep it. */
  readonly vector: Uint8Array | null;
  readonly checksum: number;
}

export interface BindingRecord {
  readonly client: number;
  readonly account: AccountId;
  readonly checksum: number;
}

/** All that is kept of one document. */
export interface DocumentRecords {
  readonly facts: FactsRecord | undefined;
  readonly checkpoint: CheckpointRecord | undefined;
  /** In order of seq. */
  readonly entries: readonly EntryRecord[];
  readonly bindings: readonly BindingRecord[];
  /** How many answers there are, in a docket. */
  readonly answers: number;
}

/** @returns the entry as it is stored. */
export function entryRecord({ document, seq, update, account, at }: Entry): EntryRecord {
  const checksum = checksumOf([document, seq, account, at], update);
  return { seq, account, at, bytes: update, checksum };
}

/** @returns the binding as it is stored. */
export function bindingRecord({ document, client, account }: Binding): BindingRecord {
  return { client, account, checksum: checksumOf([document, client, account]) };
}

/** @returns the account of a binding. Throws where the record is damaged. */
export function readBinding(document: DocumentName, record: BindingRecord): AccountId {
  const { client, account, checksum } = record;
  if (bindingRecord({ document, client, account }).checksum === checksum) return account;
  throw new JournalError('broken', `${document}: the binding of client ${client} is damaged.`);
}

/** @returns the checkpoint as it is stored. */
export function checkpointRecord(
  document: DocumentName,
  { seq, state, stateVector }: Checkpoint,
): CheckpointRecord {
  const record = { seq, bytes: state, vector: stateVector };
  return { ...record, checksum: checkpointChecksum(document, record) };
}

/** @returns the checkpoint of a record. Throws where the record is damaged. */
export function readCheckpoint(document: DocumentName, record: CheckpointRecord): Checkpoint {
  const { seq, bytes, vector, checksum } = record;
  if (checkpointChecksum(document, record) !== checksum) {
    throw new JournalError('broken', `${document}: the checkpoint at ${seq} is damaged.`);
  }
  return { seq, state: bytes, stateVector: vector ?? Y.encodeStateVectorFromUpdate(bytes) };
}

function checkpointChecksum(
  document: DocumentName,
  { seq, bytes, vector }: Omit<CheckpointRecord, 'checksum'>,
): number {
  return vector === null
    ? checksumOf([document, seq], bytes)
    : checksumOf([document, seq, vector.byteLength], vector, bytes);
}

/** Throws where the entry is not the next one after `head`. */
export function checkNext(entry: Pick<Entry, 'document' | 'seq'>, head: number): void {
  if (entry.seq === head + 1) return;
  const what = entry.seq > head ? 'a gap' : 'a fork';
  throw new JournalError(
    'out-of-order',
    `${entry.document}: entry ${entry.seq} after ${head} would make ${what}.`,
  );
}

/** Throws where the client id belongs to another account already. */
export function checkBinding(binding: Binding, owner: AccountId): void {
  if (owner === binding.account) return;
  throw new JournalError(
    'out-of-order',
    `${binding.document}: client ${binding.client} is bound to another account already.`,
  );
}

/** Throws where a checkpoint would run ahead of the entries. */
export function checkCovered(document: DocumentName, seq: number, head: number): void {
  if (seq <= head) return;
  throw new JournalError(
    'out-of-order',
    `${document}: a checkpoint at ${seq} is ahead of the last entry, ${head}.`,
  );
}

/** @returns the document for a room. Throws where a record is damaged, missing or too many. */
export function readRecords(document: DocumentName, records: DocumentRecords): Stored {
  const facts = readFacts(document, records.facts);
  const checkpoint = records.checkpoint ? readCheckpoint(document, records.checkpoint) : null;
  let head = checkpoint?.seq ?? 0;
  const entries = records.entries.map((record) => {
    const entry = readEntry(document, record);
    if (entry.seq !== head + 1) throw missing(document, `entry ${head + 1}`);
    head = entry.seq;
    return entry;
  });
  if (head !== facts.head) throw missing(document, `entry ${head + 1}`);
  const clients = new Map(
    records.bindings.map((record) => [record.client, readBinding(document, record)]),
  );
  if (clients.size !== facts.clients) throw missing(document, 'the binding of a client');
  if (records.answers !== facts.answers) throw missing(document, 'the answer to an act');
  return { checkpoint, entries, clients };
}

function readEntry(document: DocumentName, record: EntryRecord): Entry {
  const { seq, account, at, bytes } = record;
  const entry = { document, seq, account, at, update: bytes };
  if (entryRecord(entry).checksum !== record.checksum) {
    throw new JournalError('broken', `${document}: entry ${seq} is damaged.`);
  }
  return entry;
}

function missing(document: DocumentName, what: string): JournalError {
  return new JournalError('broken', `${document}: ${what} is missing.`);
}
