/**
 * The journal as rooms see it: every update of every document, in order, and what belongs to it.
 * sqlite-journal.ts keeps it on disk, memory-journal.ts for tests; tests/contracts holds both to these words.
 */
import type { ActId, DraftId, Instant } from '@gloss/shared/words/ids';
import { AccountId } from '@gloss/shared/words/ids';

import type { Noted, Recorded, RecordQuery } from '../record/record.ts';
import type { DocumentName } from './document.ts';

/** In whose name the server writes what no person wrote: the first words of a draft, a moved anchor. */
export const serverAccount: AccountId = AccountId.parse('gloss-server');

/** One Yjs update (V1) of one document. */
export interface Entry {
  readonly document: DocumentName;
  /** 1, 2, 3 … within the document, without gaps, for ever: trimming does not start it anew. */
  readonly seq: number;
  readonly update: Uint8Array;
  readonly account: AccountId;
  readonly at: Instant;
}

/** "What this Yjs client id inserts into this document is written by this account." The first binding stays. */
export interface Binding {
  readonly document: DocumentName;
  readonly client: number;
  readonly account: AccountId;
}

/** What an act was answered, so that a retry gets the same. */
export interface Answer {
  readonly draft: DraftId;
  readonly act: ActId;
  readonly account: AccountId;
  readonly body: string;
}

export interface Tally {
  readonly draft: DraftId;
  readonly openThreads: number;
}

/** What belongs together: all of it is on disk, or none. */
export interface Batch {
  /** How many are told of it once it is on disk: gathering.ts asks, for how long it may wait for company. */
  readonly audience?: number | undefined;
  readonly entries: readonly Entry[];
  readonly bindings?: readonly Binding[] | undefined;
  readonly answer?: Answer | undefined;
  readonly tally?: Tally | undefined;
  /** What the record says of it. */
  readonly record?: Noted | undefined;
}

/** The whole of a document as one Yjs update (V1). */
export interface Checkpoint {
  /** `state` holds everything up to and including this entry. */
  readonly seq: number;
  readonly state: Uint8Array;
  /** What `state` holds, by client, as Yjs encodes it: so that `state` can be served without being decoded. */
  readonly stateVector: Uint8Array;
}

/** A document as stored: its state is the checkpoint, then the entries in order. */
export interface Stored {
  readonly checkpoint: Checkpoint | null;
  /** Those after the checkpoint, from `seq + 1`; from 1 where there is none. */
  readonly entries: readonly Entry[];
  readonly clients: Map<number, AccountId>;
}

/** What the home page shows of a draft without opening it. */
export interface DraftTally {
  /** Null where it was lost or damaged: whoever can read a docket counts anew. */
  readonly openThreads: number | null;
  /** When its text or docket last changed. */
  readonly changedAt: Instant;
}

/** Every rejection is a `JournalError`. */
export interface Journal {
  /**
   * Reads a document and sees everything appended before. One that was never written has no checkpoint and no entries.
   * Rejects where what is stored is damaged or cannot be read: it never reads as empty, or as less than was written.
   */
  read(document: DocumentName): Promise<Stored>;

  /**
   * Resolves when the batch is on disk, in the order of the calls. Everything that arrives while a commit is in flight
   * goes into the next one. The bytes must not be changed until then.
   * Rejects on a storage error, on a seq that is not the next one, on a client id bound to another account, and on a
   * second answer to one act. Then nothing of that commit is stored, and the journal has stopped: all that waits and
   * all that comes is rejected, because what followed would stand on something that is not there. The process must end.
   */
  append(batch: Batch): Promise<void>;

  /**
   * Stores the state of a document up to `seq` and trims the entries it covers. The previous checkpoint and its entries
   * stay until the new one was read back and says the same as they do. One that is not newer changes nothing.
   * Rejects with `different` where it does not say the same, and with `full` where there is no room for it; then nothing
   * is trimmed and the journal goes on. Any other storage error stops the journal here, too. Whoever has the state vector at hand saves the time to read it out of the state.
   */
  checkpoint(
    document: DocumentName,
    seq: number,
    state: Uint8Array,
    stateVector?: Uint8Array,
  ): Promise<void>;

  /**
   * @returns a document as it is stored, loaded and encoded anew, for `checkpoint`; null where there is nothing since the last
   * one. Large documents keep nobody waiting meanwhile. Rejects where what is stored cannot be read or has gaps.
   */
  compacted(document: DocumentName): Promise<Checkpoint | null>;

  /** @returns what an act was answered, or null where it was not. Rejects where what is stored is damaged. */
  answerTo(
    draft: DraftId,
    act: ActId,
  ): Promise<{ readonly account: AccountId; readonly body: string } | null>;

  /** @returns what was recorded with batches, the last first. */
  record(query: RecordQuery): Promise<readonly Recorded[]>;

  /** @returns those of these drafts that were written here, damaged ones too; without a list all. */
  tallies(drafts?: readonly DraftId[]): Promise<Map<DraftId, DraftTally>>;

  /** Resolves when all that was appended is on disk and the files are closed. */
  close(): Promise<void>;
}
