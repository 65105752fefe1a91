/** The thread that writes: it alone changes the journal's tables, so that waiting for the disk never stops the server. */
import type { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

import type { ActId, DraftId } from '@gloss/shared/words/ids';

import type { RecordQuery } from '../record/record.ts';
import type { DocumentName } from './document.ts';
import { serve } from './hired-worker.ts';
import { JournalError } from './journal-error.ts';
import type { Checkpoint, Entry } from './journal.ts';
import type { Pack } from './packing.ts';
import { unpack } from './packing.ts';
import { emptyWal, relieve, waitOutside, walWatch } from './sqlite-file.ts';
import { openHouse } from './sqlite-house.ts';
import type { Group, Tables } from './sqlite-tables.ts';
import { openTables } from './sqlite-tables.ts';
import { buffersOf, packStored } from './stored-pack.ts';

/** A group on its way to the thread: its updates in one pack, its entries without them. */
export interface PackedGroup extends Omit<Group, 'entries'> {
  readonly entries: readonly Omit<Entry, 'update'>[];
  readonly updates: Pack;
}

export type Writing = typeof duties;

interface Checkpointed {
  readonly document: DocumentName;
  readonly seq: number;
}

interface Opened {
  readonly file: DatabaseSync;
  readonly tables: Tables;
  /** Whether the write-ahead log is long. */
  readonly isWalLong: () => boolean;
  close(): void;
}

let house: Opened | undefined;

function opened(): Opened {
  if (house) return house;
  throw new JournalError('stopped', 'The journal is not open.');
}

function tables(): Tables {
  return opened().tables;
}

const duties = {
  /** @returns a sentence for each thing that is odd and does not keep the house from opening. */
  open: (): string[] => {
    const { file, odd, close } = openHouse(workerData as string);
    waitOutside(file);
    house = { file, tables: openTables(file), isWalLong: walWatch(file), close };
    return odd;
  },
  /** On disk when it is answered. */
  commit: ({ entries, updates, ...rest }: PackedGroup) => {
    const bytes = unpack(updates);
    // The pack has one part for each entry, in order.
    const whole = entries.map((entry, at) => ({ ...entry, update: bytes[at] as Uint8Array }));
    tables().commit({ ...rest, entries: whole });
    return { isWalLong: opened().isWalLong() };
  },
  read: (document: DocumentName) => packStored(tables().read(document)),
  propose: ({ document, ...checkpoint }: Checkpointed & Checkpoint) =>
    tables().propose(document, checkpoint),
  settle: ({ document, seq }: Checkpointed) => tables().settle(document, seq),
  withdraw: (document: DocumentName) => tables().withdraw(document),
  answerTo: ({ draft, act }: { draft: DraftId; act: ActId }) => tables().answerTo(draft, act),
  record: (query: RecordQuery) => tables().record(query),
  tallies: (drafts: readonly DraftId[] | undefined) => tables().tallies(drafts),
  relieve: () => relieve(opened().file),
  emptyWal: () => emptyWal(opened().file),
};

serve(duties, buffersOf, () => house?.close());
