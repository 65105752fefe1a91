/** The journal's part of the record: each act, and who wrote in a text, in the same commit as the thing itself. */
import type { DatabaseSync } from 'node:sqlite';

import { chained } from '../record/chain.ts';
import type { Noted, Recorded, RecordQuery } from '../record/record.ts';
import { createRecordTable, selectRecord } from '../record/table.ts';

const table = 'journal_record';

/** The step of migrations.ts that makes it. */
export const recordStep = createRecordTable(table).join(';\n');

/** @returns what adds rows, within the transaction that is open, each chained to the one before it. */
export function recorderIn(file: DatabaseSync): (noted: readonly Noted[]) => void {
  const last = file.prepare(`select seq, hash from ${table} order by seq desc limit 1`);
  const insert = file.prepare(
    `insert into ${table} (seq, at, by, did, draft, about, thread, detail, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (noted) => {
    if (noted.length === 0) return;
    let before = last.get() as Pick<Recorded, 'seq' | 'hash'> | undefined;
    for (const each of noted) {
      const row = chained(each, before);
      const { seq, at, by, did, draft, about, thread, detail, hash } = row;
      insert.run(seq, at, by, did, draft, about, thread, detail, hash);
      before = row;
    }
  };
}

/** @returns the rows asked for, the last one recorded first. Works on any connection to the file, one that only reads too. */
export function readRecordIn(file: DatabaseSync, query: RecordQuery): Recorded[] {
  const { sql, values } = selectRecord(table, query);
  return file.prepare(sql).all(...values) as unknown as Recorded[];
}
