/** A table of the record in SQLite: how it is made, how it is read. The journal has one, people have one. */
import type { SQLInputValue } from 'node:sqlite';

import type { DraftId } from '@gloss/shared/words/ids';

import type { RecordQuery } from './record.ts';

/** Where a row of the record lies. */
export type RecordTable = 'journal_record' | 'people_record';

/** @returns the statements that make the table. SQLite itself then refuses to change a row or to take one out. */
export function createRecordTable(table: RecordTable): readonly string[] {
  const refuse = (what: string, when = '') =>
    `create trigger ${table}_no_${what} before ${what} on ${table} ${when}
     begin select raise(abort, 'the record is only ever added to'); end`;
  return [
    `create table ${table} (
       seq    integer not null primary key,
       at     integer not null,
       by     text,
       did    text    not null,
       draft  text,
       about  text,
       thread integer,
       detail text    not null,
       hash   text    not null
     ) strict`,
    `create index ${table}_draft on ${table} (draft, seq)`,
    refuse('update'),
    refuse('delete'),
    // `insert or replace` takes a row out without asking the trigger above.
    refuse('insert', `when exists (select 1 from ${table} where seq = new.seq)`),
  ];
}

/** Which rows are of a draft. */
export interface OfDraft {
  readonly is: string;
  values(draft: DraftId): readonly SQLInputValue[];
}

const namingIt: OfDraft = { is: 'draft = ?', values: (draft) => [draft] };

/** @returns a question to such a table and its values, in order. */
export function selectRecord(
  table: RecordTable,
  { draft, by, did, since, before, limit }: RecordQuery,
  ofDraft: OfDraft = namingIt,
): { readonly sql: string; readonly values: readonly SQLInputValue[] } {
  const wanted: [condition: string, ...values: SQLInputValue[]][] = [];
  if (draft !== undefined) wanted.push([ofDraft.is, ...ofDraft.values(draft)]);
  if (by !== undefined) wanted.push(['by = ?', by]);
  if (did !== undefined)
    wanted.push(['did in (select value from json_each(?))', JSON.stringify(did)]);
  if (since !== undefined) wanted.push(['at >= ?', since]);
  if (before !== undefined) wanted.push(['seq < ?', before]);
  const where = wanted.length === 0 ? '' : `where ${wanted.map(([each]) => each).join(' and ')}`;
  return {
    sql: `select seq, at, by, did, draft, about, thread, detail, hash from ${table} ${where} order by seq desc limit ?`,
    values: [...wanted.flatMap(([, ...values]) => values), limit],
  };
}
