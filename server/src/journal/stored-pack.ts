/**
 * A stored document on its way back from the thread. All its bytes are in one buffer that moves instead of being copied,
 * and what is said of each entry is in columns: cloning an object for each of 260,000 entries would keep everyone waiting.
 */
import type { AccountId, Instant } from '@gloss/shared/words/ids';

import type { DocumentName } from './document.ts';
import type { Entry, Stored } from './journal.ts';
import type { Pack } from './packing.ts';
import { pack, unpack } from './packing.ts';

export interface PackedStored extends Pick<Stored, 'clients'> {
  readonly checkpointSeq: number | null;
  readonly entries: Columns | null;
  /** The checkpoint's state and state vector, where there is one, then each entry's update. */
  readonly parts: Pack;
}

/** One or more entries of one document, in order and without gaps. */
interface Columns {
  readonly document: DocumentName;
  readonly firstSeq: number;
  /** Every account that wrote one of them, once. */
  readonly accounts: readonly AccountId[];
  /** For each entry its place in `accounts`. */
  readonly accountAt: Uint32Array<ArrayBuffer>;
  readonly at: Float64Array<ArrayBuffer>;
}

/** @returns the document with its bytes packed. */
export function packStored({ checkpoint, entries, clients }: Stored): PackedStored {
  const updates = entries.map((entry) => entry.update);
  return {
    checkpointSeq: checkpoint?.seq ?? null,
    entries: columnsOf(entries),
    clients,
    parts: pack(checkpoint ? [checkpoint.state, checkpoint.stateVector, ...updates] : updates),
  };
}

/** @returns what is said of an entry besides its bytes. */
export function withoutUpdate({ document, seq, account, at }: Entry): Omit<Entry, 'update'> {
  return { document, seq, account, at };
}

/** @returns the document; its bytes are views on one buffer. */
export function unpackStored({ checkpointSeq, entries, clients, parts }: PackedStored): Stored {
  const bytes = unpack(parts);
  const first = checkpointSeq === null ? 0 : 2;
  return {
    checkpoint:
      checkpointSeq === null
        ? null
        : { seq: checkpointSeq, state: part(bytes, 0), stateVector: part(bytes, 1) },
    entries: entries ? entriesOf(entries, bytes.slice(first)) : [],
    clients,
  };
}

/** @returns what may be transferred of an answer of the thread. */
export function buffersOf(answer: unknown): readonly ArrayBuffer[] {
  const isPacked = typeof answer === 'object' && answer !== null && 'parts' in answer;
  if (!isPacked) return [];
  const { parts, entries } = answer as PackedStored;
  const columns = entries ? [entries.accountAt.buffer, entries.at.buffer] : [];
  return [parts.bytes.buffer, ...columns];
}

function columnsOf(entries: readonly Entry[]): Columns | null {
  const [first] = entries;
  if (!first) return null;
  const places = new Map<AccountId, number>();
  const accountAt = new Uint32Array(entries.length);
  const at = new Float64Array(entries.length);
  entries.forEach((entry, each) => {
    const place = places.get(entry.account) ?? places.size;
    places.set(entry.account, place);
    accountAt[each] = place;
    at[each] = entry.at;
  });
  const { document, seq } = first;
  return { document, firstSeq: seq, accounts: [...places.keys()], accountAt, at };
}

function entriesOf(columns: Columns, updates: readonly Uint8Array[]): Entry[] {
  const { document, firstSeq, accounts, accountAt, at } = columns;
  return updates.map((update, each) => {
    const account = accounts[accountAt[each] ?? -1];
    const when: Instant | undefined = at[each];
    if (account === undefined || when === undefined)
      throw new Error('A pack came with more parts than it names.');
    return { document, seq: firstSeq + each, update, account, at: when };
  });
}

function part(bytes: readonly Uint8Array[], at: number): Uint8Array {
  const found = bytes[at];
  if (found === undefined) throw new Error('A pack came with fewer parts than it names.');
  return found;
}
