/**
 * The chain of the record: each row carries a hash of itself and of the hash before it. Whoever changes, adds or takes out
 * a row behind our back would have to write every later one anew. What is cut off at the end does not show in a chain;
 * a kept backup has the hash that must still be there.
 */
import { createHash } from 'node:crypto';

import { toWhole } from '@gloss/shared/words/text';

import type { Noted, Recorded } from './record.ts';

/** What stands before the first row. */
export const noHash = '';

/** @returns the row as it is stored after `last`: what SQLite would store otherwise than it was said is put right before. */
export function chained(
  noted: Noted,
  last: Pick<Recorded, 'seq' | 'hash'> = { seq: 0, hash: noHash },
): Recorded {
  const row = { ...noted, detail: toWhole(noted.detail), seq: last.seq + 1 };
  return { ...row, hash: hashOf(last.hash, row) };
}

/** Follows a chain from its first row. A row that does not follow is counted, and the rows after it are judged from there. */
export class ChainCheck {
  #last: Pick<Recorded, 'seq' | 'hash'> = { seq: 0, hash: noHash };
  #rows = 0;
  #broken = 0;
  #brokenAt: number | null = null;

  /** The seq of the first row that does not follow from the one before it; null where all do. */
  get brokenAt(): number | null {
    return this.#brokenAt;
  }

  /** How many rows do not follow from the one before them. */
  get broken(): number {
    return this.#broken;
  }

  /** How many rows followed. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes the next row, in the order of seq. */
  take(row: Recorded): void {
    const next = chained(row, this.#last);
    const follows =
      row.seq === next.seq && (row.hash === next.hash || wasHalved(row, this.#last.hash));
    if (follows) this.#rows += 1;
    else {
      this.#broken += 1;
      this.#brokenAt ??= next.seq;
    }
    this.#last = { seq: row.seq, hash: row.hash };
  }
}

function hashOf(before: string, row: Omit<Recorded, 'hash'>): string {
  const { seq, at, by, did, draft, about, thread, detail } = row;
  // A list in JSON: no two different rows read the same.
  const words = JSON.stringify([before, seq, at, by, did, draft, about, thread, detail]);
  return createHash('sha256').update(words).digest('hex');
}

/**
 * An older Gloss hashed half a character as it was said, and SQLite kept U+FFFD. A title that was cut has one such place; one
 * that somebody made so may have several, all of the same half. The hash says whether a row is such a one.
 * @returns whether the row has that hash with a half where it reads U+FFFD.
 */
function wasHalved(row: Recorded, before: string): boolean {
  const places = [...row.detail.matchAll(/\uFFFD/g)].map(({ index }) => index);
  if (places.length === 0) return false;
  const isOf = (detail: string) => hashOf(before, { ...row, detail }) === row.hash;
  for (let unit = 0xd800; unit <= 0xdfff; unit++) {
    const half = String.fromCharCode(unit);
    if (isOf(row.detail.replaceAll('\uFFFD', half))) return true;
    const one = (at: number) => row.detail.slice(0, at) + half + row.detail.slice(at + 1);
    if (places.length > 1 && places.some((at) => isOf(one(at)))) return true;
  }
  return false;
}
