/** Opening the house's file: lock, settings, migrations, identity, and a self-test, before anyone is let in. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import type { Instant } from '@gloss/shared/words/ids';

import { checkIdentity, makeFolder, takeFolder } from './data-folder.ts';
import { JournalError, journalError } from './journal-error.ts';
import { migrate } from './migrations.ts';
import { fileName, openFile, valueOf } from './sqlite-file.ts';
import { walDamage } from './wal-damage.ts';

interface OpenedHouse {
  readonly file: DatabaseSync;
  /** A sentence for each thing that is odd and does not keep the house from opening. */
  readonly odd: string[];
  close(): void;
}

/** Throws, and holds nothing open, where the folder cannot be used. */
export function openHouse(dataDir: string): OpenedHouse {
  makeFolder(dataDir);
  const lock = takeFolder(dataDir);
  try {
    const path = join(dataDir, fileName);
    checkLog(path);
    prepare(dataDir, path);
    const file = openFile(path);
    return {
      file,
      odd: oddClock(file, Date.now()),
      close() {
        file.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw refusal(dataDir, journalError(error));
  }
}

function refusal(dataDir: string, error: JournalError): JournalError {
  if (error.code === 'refused') return error;
  const sentence =
    error.code === 'full'
      ? `There is no room left on the disk of ${dataDir}. Nothing that was saved is lost; make room and start again.`
      : `The database in ${dataDir} cannot be opened (${error.message}). Nothing was changed in what it holds; ` +
        'look after the disk, or restore a backup.';
  return new JournalError('refused', sentence, { cause: error });
}

/** Throws where commits that were on disk are no longer to be read. SQLite would go on without them. */
function checkLog(path: string): void {
  const log = `${path}-wal`;
  if (!existsSync(log)) return;
  // Looked at twice: another process, printing links, may just be writing to it.
  const damage = walDamage(readFileSync(log)) && walDamage(readFileSync(log));
  if (damage === null) return;
  throw new JournalError(
    'refused',
    `The newest edits in ${log} cannot be read (${damage}). Nothing was changed, and ${path} is as it was before them. ` +
      'Restore a backup; or, to go on without those edits, move that file away.',
  );
}

/** So far may clocks of machines differ that a folder moves between. */
const clocksDifferMs = 10 * 60_000;

/** Times of edits order the history that people read; a clock that was set back would mix them up. */
function oddClock(file: DatabaseSync, now: Instant): string[] {
  const newest = valueOf(file, 'select max(changed_at) from journal_document');
  if (typeof newest !== 'number' || newest <= now + clocksDifferMs) return [];
  const [written, shown] = [newest, now].map((at) => new Date(at).toISOString());
  return [
    `The last edit was written at ${written}, and the clock of this machine says ${shown}. ` +
      'Nothing is lost, but new edits will be dated before older ones. Set the clock.',
  ];
}

/** Brings the file up to date and proves that what is written is there after it was closed and opened again. */
function prepare(dataDir: string, path: string): void {
  const written = randomBytes(16);
  withFile(path, (file) => {
    migrate(file);
    checkIdentity(dataDir, file);
    file.exec('begin immediate; delete from journal_self_test');
    file.prepare('insert into journal_self_test (written) values (?)').run(written);
    file.exec('commit');
  });
  withFile(path, (file) => {
    const read = valueOf(file, 'select written from journal_self_test');
    if (read instanceof Uint8Array && written.equals(read)) return;
    throw new JournalError(
      'refused',
      `What is written to ${path} does not stay there. Use another disk.`,
    );
  });
}

function withFile(path: string, work: (file: DatabaseSync) => void): void {
  const file = openFile(path);
  try {
    work(file);
  } finally {
    file.close();
  }
}
