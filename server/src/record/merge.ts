/** The two tables of the record read as one, newest first, a page at a time. */
import type { ReadRecord, Recorded, RecordQuery } from './record.ts';

/** The two tables; `acts` is the journal's. */
export interface RecordSources {
  readonly acts: ReadRecord;
  readonly people: ReadRecord;
}

/** How far both tables were read: what is next is older than these. Absent where a table was not begun. */
export interface Place {
  readonly acts?: number | undefined;
  readonly people?: number | undefined;
}

export interface Page {
  readonly rows: readonly (Recorded & { readonly from: keyof RecordSources })[];
  /** Where the next page begins; null where there is none. */
  readonly next: Place | null;
}

/** @returns up to `limit` rows from there on. Rows keep the order of their table, whatever the clock said. */
export async function readPage(
  { acts, people }: RecordSources,
  query: Omit<RecordQuery, 'before'>,
  place: Place = {},
): Promise<Page> {
  // One more than is shown says whether there are any left.
  const limit = query.limit + 1;
  const [done, known] = await Promise.all([
    acts({ ...query, limit, before: place.acts }),
    people({ ...query, limit, before: place.people }),
  ]);
  const heads = { acts: [...done], people: [...known] };
  const rows: Page['rows'][number][] = [];
  let next = place;
  while (rows.length < query.limit) {
    const from = newer(heads.acts[0], heads.people[0]);
    const row = from && heads[from].shift();
    if (!row) return { rows, next: null };
    rows.push({ ...row, from });
    next = { ...next, [from]: row.seq };
  }
  return { rows, next: heads.acts.length + heads.people.length > 0 ? next : null };
}

function newer(
  act: Recorded | undefined,
  other: Recorded | undefined,
): keyof RecordSources | undefined {
  if (act && (!other || act.at >= other.at)) return 'acts';
  return other && 'people';
}

/** @returns the place as an address carries it. */
export function writePlace({ acts, people }: Place): string {
  return `${acts ?? ''}-${people ?? ''}`;
}

/** @returns the place, or null where the words name none. */
export function readPlace(words: string): Place | null {
  const parts = /^(\d{0,15})-(\d{0,15})$/.exec(words);
  if (!parts) return null;
  const [, acts, people] = parts;
  return { ...(acts && { acts: Number(acts) }), ...(people && { people: Number(people) }) };
}
