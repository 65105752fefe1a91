/** Opening the house's file: lock, settings, migrations, identity, and a self-test, before anyone is let in. */
import { randomBytes } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import type { Instant } from '@gloss/shared/words/ids';

import { refuseDamagedLog } from './checked-log.ts';
import { checkIdentity, makeFolder, takeFolder } from './data-folder.ts';
import { isForWantOfRoom, JournalError, journalError } from './journal-error.ts';
import { migrate } from './migrations.ts';
import { fileName, openFile, valueOf } from './sqlite-file.ts';

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
    refuseDamagedLog(dataDir);
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
  const sentence = isForWantOfRoom(error, freeBytes(dataDir))
    ? `There is no room left on the disk of ${dataDir}. Nothing that was saved is lost; make room and start again.`
    : `The database in ${dataDir} cannot be opened (${error.message}). Nothing was changed in what it holds; ` +
      'look after the disk, or restore a backup.';
  return new JournalError('refused', sentence, { cause: error });
}

/** Infinity where the disk does not say. */
function freeBytes(dataDir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
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
