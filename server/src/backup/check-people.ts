/** Judges what is not in documents: the database as SQLite sees it, accounts, participants, and the chain of the record. */
import type { DatabaseSync } from 'node:sqlite';

import type { AccountId } from '@gloss/shared/words/ids';

import { serverAccount } from '../journal/journal.ts';
import { valueOf } from '../journal/sqlite-file.ts';
import { ChainCheck } from '../record/chain.ts';
import type { Recorded } from '../record/record.ts';
import type { RecordTable } from '../record/table.ts';
import type { Findings } from './finding.ts';

/** How many of SQLite's own complaints are told: the first ones say where. */
const mostTold = 5;

/** The file as a database: every page, every index, every reference from one table to another. */
export function checkDatabase(file: DatabaseSync, findings: Findings): void {
  findings.count('database pages', Number(valueOf(file, 'pragma page_count')));
  const said = findings.attempt('gloss.sqlite', () =>
    file.prepare(`pragma integrity_check(${mostTold})`).all(),
  );
  for (const row of said ?? []) {
    const complaint = String(Object.values(row)[0]);
    if (complaint !== 'ok')
      findings.wrong('gloss.sqlite', `The database is damaged: ${complaint}.`);
  }
  const torn = findings.attempt('gloss.sqlite', () =>
    file.prepare('pragma foreign_key_check').all(),
  );
  for (const { table, rowid, parent } of torn ?? [])
    findings.wrong(
      String(table),
      `Row ${String(rowid)} refers to something in “${String(parent)}” that is not there.`,
    );
}

/** Counts people, and looks for drafts that nobody leads. */
export function checkPeople(file: DatabaseSync, findings: Findings): void {
  findings.attempt('user', () => {
    findings.count('accounts', Number(valueOf(file, 'select count(*) from user')));
  });
  findings.attempt('participant', () => {
    findings.count('participants', Number(valueOf(file, 'select count(*) from participant')));
    const leaderless = file
      .prepare(
        `select id from draft where not exists
         (select 1 from participant p where p.draft = draft.id and p.role = 'lead')`,
      )
      .all();
    for (const { id } of leaderless)
      findings.wrong(
        String(id),
        'The draft has no lead: nobody can decide in it or appoint anyone.',
      );
  });
}

/** @returns what says whether there is an account of that name, or it is the server itself. */
export function accountsIn(file: DatabaseSync): (account: AccountId) => boolean {
  const known = new Set<AccountId>([serverAccount]);
  const asked = file.prepare('select 1 from user where id = ?');
  return (account) => {
    if (!known.has(account) && asked.get(account)) known.add(account);
    return known.has(account);
  };
}

/** The record of what was done is a chain: a row that was changed or taken out breaks it. */
export function checkRecord(file: DatabaseSync, findings: Findings): void {
  for (const table of ['journal_record', 'people_record'] as const satisfies RecordTable[]) {
    findings.attempt(table, () => {
      const chain = new ChainCheck();
      const rows = file.prepare(`select * from ${table} order by seq`).iterate();
      for (const row of rows) chain.take(row as unknown as Recorded);
      findings.count('rows of the record', chain.rows);
      if (chain.brokenAt !== null)
        findings.wrong(
          table,
          `The record was changed: row ${chain.brokenAt} does not follow from the one before it${andMore(chain)}.`,
          'Compare it with a backup to see what was changed: gloss audit.',
        );
    });
  }
}

function andMore({ broken }: ChainCheck): string {
  return broken > 1 ? `, and so it is ${broken - 1} times more further on` : '';
}
