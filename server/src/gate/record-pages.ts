/** The record with its names: looked up at reading, because the record itself has none, so that a name can leave the house. */
import type { RecordPage } from '@gloss/shared/wire/api';
import type { DraftId } from '@gloss/shared/words/ids';
import type { RecordRow } from '@gloss/shared/words/record';

import type { UserRow } from '../people/database.ts';
import type { Place } from '../record/merge.ts';
import { readPage, readPlace, writePlace } from '../record/merge.ts';
import type { ReadRecord, RecordQuery } from '../record/record.ts';

/** Where it is read from; `acts` is the journal's part. */
export interface NamedSources {
  readonly acts: ReadRecord;
  readonly people: ReadRecord;
  accounts(): Promise<readonly Pick<UserRow, 'id' | 'name'>[]>;
}

/** A row and the draft it names; null for what concerns the whole house. */
export interface NamedRow extends RecordRow {
  readonly draft: DraftId | null;
}

/** @returns one page, newest first. */
export async function namedPage(
  { accounts, ...sources }: NamedSources,
  query: Omit<RecordQuery, 'before'>,
  place?: Place,
): Promise<RecordPage & { rows: NamedRow[] }> {
  const [{ rows, next }, people] = await Promise.all([readPage(sources, query, place), accounts()]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const named = (account: RecordQuery['by'] | null) =>
    account ? { account, name: names.get(account) ?? '' } : null;
  return {
    rows: rows.map(({ from, seq, hash: _hash, by, about, ...row }) => {
      return { key: `${from}-${seq}`, ...row, by: named(by), about: named(about) };
    }),
    next: next && writePlace(next),
  };
}

/** Page after page until there is no more. */
export async function* allPages(
  sources: NamedSources,
  query: Omit<RecordQuery, 'before'>,
): AsyncGenerator<readonly NamedRow[]> {
  let place: Place | null | undefined;
  while (place !== null) {
    const { rows, next }: Awaited<ReturnType<typeof namedPage>> = await namedPage(
      sources,
      query,
      place,
    );
    yield rows;
    place = next === null ? null : readPlace(next);
  }
}
