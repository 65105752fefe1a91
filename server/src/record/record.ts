/**
 * The record as storage keeps it. Two tables of the same form hold it: the journal's, written in the commit of the act
 * itself, and people's. Each is a chain (chain.ts); merge.ts reads both as one.
 */
import type { AccountId, DraftId, Instant } from '@gloss/shared/words/ids';
import type { Did } from '@gloss/shared/words/record';

/** Something done, to be recorded. What it says is explained in shared/src/words/record.ts. */
export interface Noted {
  readonly at: Instant;
  readonly by: AccountId | null;
  readonly did: Did;
  /** Null for what concerns the whole house. */
  readonly draft: DraftId | null;
  readonly about: AccountId | null;
  readonly thread: number | null;
  readonly detail: string;
}

/** A row of one of the two tables. */
export interface Recorded extends Noted {
  /** 1, 2, 3 … within its table, without gaps. */
  readonly seq: number;
  /** Of this row and all before it, in hex. */
  readonly hash: string;
}

/** Which rows are wanted; what is absent does not narrow them. */
export interface RecordQuery {
  readonly draft?: DraftId | undefined;
  readonly by?: AccountId | undefined;
  readonly did?: readonly Did[] | undefined;
  /** At or after this instant. */
  readonly since?: Instant | undefined;
  /** Only rows whose seq is smaller. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** @returns whether a row is among those asked for, whatever their number. */
export function matches(row: Recorded, { draft, by, did, since, before }: RecordQuery): boolean {
  return (
    (draft === undefined || row.draft === draft) &&
    (by === undefined || row.by === by) &&
    (did === undefined || did.includes(row.did)) &&
    (since === undefined || row.at >= since) &&
    (before === undefined || row.seq < before)
  );
}

/** @returns the rows asked for, the last one recorded first. */
export type ReadRecord = (query: RecordQuery) => Promise<readonly Recorded[]>;
