/**
 * The chain of the record: each row carries a hash of itself and of the hash before it. Whoever changes, adds or takes out
 * a row behind our back would have to write every later one anew. What is cut off at the end does not show in a chain;
 * a kept backup has the hash that must still be there.
 */
import { createHash } from 'node:crypto';

import type { Noted, Recorded } from './record.ts';

/** What stands before the first row. */
export const noHash = '';

/** @returns the row as it is stored after `last`. */
export function chained(
  noted: Noted,
  last: Pick<Recorded, 'seq' | 'hash'> = { seq: 0, hash: noHash },
): Recorded {
  const seq = last.seq + 1;
  return { ...noted, seq, hash: hashOf(last.hash, { ...noted, seq }) };
}

/** Follows a chain from its first row. */
export class ChainCheck {
  #last: Pick<Recorded, 'seq' | 'hash'> = { seq: 0, hash: noHash };
  #brokenAt: number | null = null;

  /** The seq of the first row that does not follow from the one before it; null where all do. */
  get brokenAt(): number | null {
    return this.#brokenAt;
  }

  /** How many rows followed. */
  get rows(): number {
    return this.#last.seq;
  }

  /** Takes the next row, in the order of seq. */
  take(row: Recorded): void {
    if (this.#brokenAt !== null) return;
    const { seq, hash } = chained(row, this.#last);
    if (row.seq === seq && row.hash === hash) this.#last = { seq, hash };
    else this.#brokenAt = seq;
  }
}

function hashOf(before: string, row: Omit<Recorded, 'hash'>): string {
  const { seq, at, by, did, draft, about, thread, detail } = row;
  // A list in JSON: no two different rows read the same.
  const words = JSON.stringify([before, seq, at, by, did, draft, about, thread, detail]);
  return createHash('sha256').update(words).digest('hex');
}
