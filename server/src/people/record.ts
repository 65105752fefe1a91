/**
 * People's part of the record: sign-ins, roles, drafts, files that left the house. The journal has the acts; both are read
 * as one by record/merge.ts.
 */
import type { Instant } from '@gloss/shared/words/ids';
import type { Did } from '@gloss/shared/words/record';
import { CompiledQuery } from 'kysely';

import { chained } from '../record/chain.ts';
import type { Noted, ReadRecord, Recorded } from '../record/record.ts';
import { selectRecord } from '../record/table.ts';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';

/** Something done, with what it does not concern left out. */
export type Note = Pick<Noted, 'did' | 'by' | 'at'> &
  Partial<Pick<Noted, 'draft' | 'about' | 'detail'>>;

/** Adds rows within a transaction, so that what was done and its row are on disk together. */
export async function noteIn(step: Database, notes: readonly Note[]): Promise<void> {
  let before = await step
    .selectFrom('people_record')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  for (const { did, by, at, draft = null, about = null, detail = '' } of notes) {
    const row: Recorded = chained({ did, by, at, draft, about, thread: null, detail }, before);
    await step.insertInto('people_record').values(row).execute();
    before = row;
  }
}

/** Adds one row that stands for itself. */
export function note(database: Database, one: Note): Promise<void> {
  return database.transaction().execute((step) => noteIn(step, [one]));
}

/**
 * What concerns a draft though it names none: copies made of the whole house, and the coming and going of those who take
 * part, since they do.
 */
const concerning = `(draft = ? or draft is null and (
  did in ('backed-up', 'restored') or
  exists (select 1 from participant p where p.draft = ? and p.account = by and p.since <= at)))`;

/** @returns what reads the table. Rows of a draft are those that concern it. */
export function recordReader(database: Database): ReadRecord {
  return async (query) => {
    const { sql, values } = selectRecord('people_record', query, {
      is: concerning,
      values: (draft) => [draft, draft],
    });
    return (await database.executeQuery<Recorded>(CompiledQuery.raw(sql, [...values]))).rows;
  };
}

/**
 * Adds a row from a process of its own, beside a running house or without one: `gloss backup` and its like.
 * `detail` names no path and no person.
 */
export async function noteFromOutside(
  dataDir: string,
  done: { readonly did: Extract<Did, 'backed-up' | 'restored'>; readonly at: Instant },
  detail = '',
): Promise<void> {
  const database = openDatabase(dataDir);
  try {
    await note(database, { ...done, by: null, detail });
  } finally {
    await database.destroy();
  }
}

/** Links that did not hold: however many are tried, they make a row a minute, which says how many there were. */
export class RefusedLinks {
  #untold = 0;
  #toldAt = -Infinity;

  /** @returns the row for it, or undefined where the last one is less than a minute old. */
  took(at: Instant): Note | undefined {
    this.#untold += 1;
    if (at - this.#toldAt < 60_000) return undefined;
    const detail = String(this.#untold);
    this.#untold = 0;
    this.#toldAt = at;
    return { did: 'refused-link', by: null, at, detail };
  }
}
