/** `gloss audit`: the record of the whole house, for whoever runs it. Reads beside a running house, or without one. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import type { DraftId, Instant } from '@gloss/shared/words/ids';
import { DraftId as DraftIdForm } from '@gloss/shared/words/ids';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';

import { openFolder } from '../folder.ts';
import type { NamedRow } from '../gate/record-pages.ts';
import { refuseDamagedLogBeside } from '../journal/checked-log.ts';
import type { FolderOptions } from './settings.ts';
import { configFor, dataDirOption } from './settings.ts';
import { say } from './terminal.ts';

interface AuditOptions extends FolderOptions {
  readonly draft?: DraftId;
  readonly since?: Instant;
  readonly csv?: boolean;
  readonly json?: boolean;
}

const rowsAtOnce = 1000;

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('print who did what and when, newest first, also while Gloss runs')
    .addOption(dataDirOption())
    .option('--draft <id>', 'what concerns one draft: the part of its address after /d/', draftId)
    .option('--since <when>', 'what was done since then, such as 2026-11-01', instant)
    .option('--csv', 'a table for a spreadsheet')
    .option('--json', 'one object a line, for machines')
    .addHelpText(
      'after',
      `
Nothing here can be changed. gloss verify says whether anybody tried.

Examples:
  gloss audit --since 2026-11-01
  gloss audit --csv > record.csv`,
    )
    .action(audit);
}

async function audit({ draft, since, csv = false, json = false, ...options }: AuditOptions) {
  const { dataDir } = configFor(options);
  openFolder(dataDir, 'gloss.sqlite');
  refuseDamagedLogBeside(dataDir);
  const [{ openDatabase }, { recordReader }, { openForReading, fileName }, { readRecordIn }] =
    await Promise.all([
      import('../people/database.ts'),
      import('../people/record.ts'),
      import('../journal/sqlite-file.ts'),
      import('../journal/record-table.ts'),
    ]);
  const { allPages } = await import('../gate/record-pages.ts');
  const journal = openForReading(join(dataDir, fileName));
  if (!hasRecord(journal)) {
    journal.close();
    throw new Error(
      'An older Gloss wrote this data folder. Start this one on it once, then ask again.',
    );
  }
  const database = openDatabase(dataDir);
  try {
    const pages = allPages(
      {
        acts: async (query) => readRecordIn(journal, query),
        people: recordReader(database),
        accounts: () => database.selectFrom('user').select(['id', 'name']).execute(),
      },
      { draft, since, limit: rowsAtOnce },
    );
    if (csv) await sayCsv(pages);
    else for await (const rows of pages) say(rows.map(json ? asJson : asLine));
  } finally {
    journal.close();
    await database.destroy();
  }
}

/** Both tables are made when a server of this version first opens the folder. */
function hasRecord(file: DatabaseSync): boolean {
  const tables = `select count(*) as count from sqlite_schema where name in ('journal_record', 'people_record')`;
  return file.prepare(tables).get()?.['count'] === 2;
}

async function sayCsv(pages: AsyncIterable<readonly NamedRow[]>): Promise<void> {
  const { csvLines } = await import('../gate/record-csv.ts');
  for await (const piece of csvLines(pages)) process.stdout.write(piece);
}

function asJson({ key: _key, at, ...row }: NamedRow): string {
  return JSON.stringify({ at: new Date(at).toISOString(), ...row });
}

/** "2026-11-22 10:58:03  Ada Lead  decide accepted #24  in 7f3k…": what may be on a line of a terminal, and no more. */
function asLine({ at, by, did, about, thread, detail, draft }: NamedRow): string {
  const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const what = [did, detail, thread === null ? '' : `#${thread}`, about?.name ?? ''];
  const where = draft === null ? '' : `in ${draft}`;
  return [
    when,
    by === null ? 'Gloss' : by.name || by.account,
    what.filter(Boolean).join(' '),
    where,
  ]
    .filter(Boolean)
    .map(printable)
    .join('  ');
}

/** People name themselves and their drafts: nothing of it may steer a terminal. */
function printable(words: string): string {
  return words.replaceAll(/\p{C}/gu, '�');
}

function draftId(words: string): DraftId {
  const id = DraftIdForm.safeParse(words);
  if (!id.success) throw new InvalidArgumentError('It is the part of its address after /d/.');
  return id.data;
}

function instant(words: string): Instant {
  const at = Date.parse(words);
  if (Number.isNaN(at)) throw new InvalidArgumentError('Write a day such as 2026-11-01.');
  return at;
}
