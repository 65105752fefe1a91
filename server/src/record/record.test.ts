import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

import { AccountId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { ChainCheck, chained } from './chain.ts';
import { readPage, readPlace, writePlace } from './merge.ts';
import type { Noted, ReadRecord, Recorded } from './record.ts';
import { matches } from './record.ts';
import { createRecordTable, selectRecord } from './table.ts';

const ada = AccountId.parse('account-ada');

/** Somebody annotated, at that instant. */
function noted(at: number): Noted {
  return { at, by: ada, did: 'annotate', draft: null, about: null, thread: at, detail: '' };
}

function chain(instants: readonly number[]): Recorded[] {
  const rows: Recorded[] = [];
  for (const at of instants) rows.push(chained(noted(at), rows.at(-1)));
  return rows;
}

function brokenAt(rows: readonly Recorded[]): number | null {
  const check = new ChainCheck();
  for (const row of rows) check.take(row);
  return check.brokenAt;
}

test('[O4] a chain that nobody touched holds', () => {
  expect(brokenAt(chain([1, 2, 3, 4]))).toBeNull();
});

test.each<[string, (rows: Recorded[]) => Recorded[]]>([
  ['a changed instant', (rows) => rows.with(1, { ...rows[1]!, at: 99 })],
  ['a changed thread', (rows) => rows.with(1, { ...rows[1]!, thread: 7 })],
  ['a changed name', (rows) => rows.with(1, { ...rows[1]!, by: null })],
  ['a changed act', (rows) => rows.with(1, { ...rows[1]!, did: 'decide' })],
  ['a row taken out', (rows) => rows.toSpliced(1, 1)],
  ['a row put in', (rows) => rows.toSpliced(1, 0, chained(noted(9), rows[0]))],
  ['two rows that changed places', ([a, b, c, d]) => [a!, c!, b!, d!]],
  ['a row written anew with its own hash', (rows) => rows.with(1, chained(noted(9), rows[0]))],
])('[O4] a chain shows %s', (_, tamper) => {
  expect(brokenAt(tamper(chain([1, 2, 3, 4])))).toBeGreaterThan(1);
});

/** @returns the rows as SQLite gives them back. */
function kept(rows: readonly Recorded[]): Recorded[] {
  const file = new DatabaseSync(':memory:');
  for (const statement of createRecordTable('people_record')) file.exec(statement);
  const insert = file.prepare('insert into people_record values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const { seq, at, by, did, draft, about, thread, detail, hash } of rows)
    insert.run(seq, at, by, did, draft, about, thread, detail, hash);
  const { sql, values } = selectRecord('people_record', { limit: rows.length });
  return (file.prepare(sql).all(...values) as unknown as Recorded[]).toReversed();
}

/** As a row was chained before half characters were looked for. */
function chainedAsBefore(noted: Noted, last?: Recorded): Recorded {
  const seq = (last?.seq ?? 0) + 1;
  const { at, by, did, draft, about, thread, detail } = noted;
  const words = [last?.hash ?? '', seq, at, by, did, draft, about, thread, detail];
  const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  return { ...noted, seq, hash };
}

const titles = ['cut \ud83d', '\ude00 first', '\udfff\ud800', '\ud83d\ude00', 'a \ufffd', '\0'];

test('[O4] a row with half a character in it is chained as it is kept', () => {
  const rows: Recorded[] = [];
  for (const detail of titles) rows.push(chained({ ...noted(1), detail }, rows.at(-1)));
  expect(kept(rows)).toEqual(rows);
  expect(brokenAt(kept(rows))).toBeNull();
});

test('[O4] a row that an older Gloss chained with half a character holds, and no other change to it does', () => {
  const rows: Recorded[] = [];
  const old = ['cut \ud83d', '\ud83d is \ud83d', '\ufffd and half \udc00', 'all of it'];
  for (const detail of old) rows.push(chainedAsBefore({ ...noted(1), detail }, rows.at(-1)));
  const there = kept(rows);
  expect(there[0]!.detail).toBe('cut \ufffd');
  expect(brokenAt(there)).toBeNull();
  for (const [at, row] of there.entries()) {
    expect(brokenAt(there.with(at, { ...row, at: 2 }))).toBe(at + 1);
    expect(brokenAt(there.with(at, { ...row, detail: `${row.detail}\ufffd` }))).toBe(at + 1);
  }
});

test('[O4] a row that does not follow hides none of those after it', () => {
  const check = new ChainCheck();
  const rows = chain([1, 2, 3, 4, 5, 6, 7]);
  for (const row of rows.with(1, { ...rows[1]!, at: 99 }).toSpliced(4, 1)) check.take(row);
  expect(check).toMatchObject({ brokenAt: 2, broken: 2, rows: 4 });
});

test('[O6] two tables read as one, newest first, page after page, without gap or double', async () => {
  const acts = chain([1, 4, 5, 9]);
  const people = chain([2, 3, 4, 8, 10]);
  const from =
    (rows: readonly Recorded[]): ReadRecord =>
    async (query) =>
      rows
        .filter((row) => matches(row, query))
        .toReversed()
        .slice(0, query.limit);
  const sources = { acts: from(acts), people: from(people) };
  for (const limit of [1, 2, 3, 8, 9, 10]) {
    const instants: number[] = [];
    let place = readPlace('-');
    while (place) {
      const page = await readPage(sources, { limit }, place);
      instants.push(...page.rows.map(({ at }) => at));
      place = page.next && readPlace(writePlace(page.next));
    }
    expect(instants).toEqual([10, 9, 8, 5, 4, 4, 3, 2, 1]);
  }
});

test('[O6] a place that is none is not read as one', () => {
  for (const words of ['', '1', '1-2-3', 'a-b', '-1-2', '9999999999999999-1'])
    expect(readPlace(words)).toBeNull();
});
