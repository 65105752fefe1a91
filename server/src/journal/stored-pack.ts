/** A stored document on its way back from the thread: all its bytes in one buffer that moves instead of being copied. */
import type { Entry, Stored } from './journal.ts';
import type { Pack } from './packing.ts';
import { pack, unpack } from './packing.ts';

export interface PackedStored extends Pick<Stored, 'clients'> {
  readonly checkpointSeq: number | null;
  readonly entries: readonly Omit<Entry, 'update'>[];
  /** The checkpoint's state and state vector, where there is one, then each entry's update. */
  readonly parts: Pack;
}

/** @returns the document with its bytes packed. */
export function packStored({ checkpoint, entries, clients }: Stored): PackedStored {
  const updates = entries.map((entry) => entry.update);
  return {
    checkpointSeq: checkpoint?.seq ?? null,
    entries: entries.map(withoutUpdate),
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
    entries: entries.map((entry, at) => ({ ...entry, update: part(bytes, first + at) })),
    clients,
  };
}

/** @returns what may be transferred of an answer of the thread. */
export function buffersOf(answer: unknown): readonly ArrayBuffer[] {
  const isPacked = typeof answer === 'object' && answer !== null && 'parts' in answer;
  return isPacked ? [(answer as PackedStored).parts.bytes.buffer] : [];
}

function part(bytes: readonly Uint8Array[], at: number): Uint8Array {
  const found = bytes[at];
  if (found === undefined) throw new Error('A pack came with fewer parts than it names.');
  return found;
}
