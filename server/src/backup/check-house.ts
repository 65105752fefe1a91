/** Examines a data folder from end to end without changing it, also beside a running server. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { damageBeside, logName } from '../journal/checked-log.ts';
import { steps } from '../journal/migrations.ts';
import { fileName, openForReading, valueOf } from '../journal/sqlite-file.ts';
import { openTables } from '../journal/sqlite-tables.ts';
import type { Digest, Progress } from './check-drafts.ts';
import { checkDrafts } from './check-drafts.ts';
import { accountsIn, checkDatabase, checkPeople, checkRecord } from './check-people.ts';
import type { Counts, Finding } from './finding.ts';
import { Findings } from './finding.ts';

export interface HouseReport {
  readonly checked: Counts;
  readonly findings: readonly Finding[];
  /** One of each document that could be read. */
  readonly documents: readonly Digest[];
}

/** Throws with a sentence where there is nothing to examine, or where an older or newer version wrote it. */
export function checkHouse(dataDir: string, progress: Progress = () => undefined): HouseReport {
  const findings = new Findings();
  const damage = damageBeside(dataDir);
  if (damage !== null) findings.wrong(logName, damage.what, damage.todo);
  // It does not write, and leaves the log as it is.
  const file = openForReading(join(dataDir, fileName));
  try {
    checkVersion(file);
    checkFiles(dataDir, file, findings);
    checkDatabase(file, findings);
    checkPeople(file, findings);
    checkRecord(file, findings);
    const house = { file, tables: openTables(file), isAccount: accountsIn(file), findings };
    const documents = checkDrafts(house, progress);
    return { checked: findings.counts, findings: findings.all, documents };
  } finally {
    file.close();
  }
}

function checkVersion(file: DatabaseSync): void {
  const done = Number(valueOf(file, 'select steps from journal_version'));
  if (done < steps.length)
    throw new Error(
      'This data folder was last used by an older version of Gloss. Start Gloss once, then examine it.',
    );
  if (done > steps.length)
    throw new Error(
      'This data folder was written by a newer version of Gloss. Use that version to examine it.',
    );
}

/** The files beside the database. */
function checkFiles(dataDir: string, file: DatabaseSync, findings: Findings): void {
  const known = readIfThere(join(dataDir, 'house-id'));
  const stored = findings.attempt('house-id', () => valueOf(file, 'select id from journal_house'));
  if (known !== stored)
    findings.wrong(
      'house-id',
      'It does not name this database: the database was swapped or emptied.',
    );
  const secret = readIfThere(join(dataDir, 'secret'));
  if (secret === undefined || secret.length < 32)
    findings.wrong(
      'secret',
      'It is missing or cut short.',
      'Remove it and restart Gloss; everybody signs in again.',
    );
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}
