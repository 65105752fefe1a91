/** Opening the house's file: lock, settings, migrations, identity, and a self-test, before anyone is let in. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { checkIdentity, makeFolder, takeFolder } from './data-folder.ts';
import { JournalError } from './journal-error.ts';
import { migrate } from './migrations.ts';
import { fileName, openFile, valueOf } from './sqlite-file.ts';

/** Throws, and holds nothing open, where the folder cannot be used. */
export function openHouse(dataDir: string): { file: DatabaseSync; close(): void } {
  makeFolder(dataDir);
  const lock = takeFolder(dataDir);
  try {
    const path = join(dataDir, fileName);
    prepare(dataDir, path);
    const file = openFile(path);
    return {
      file,
      close() {
        file.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Brings the file up to date and proves that what is written is there after it was closed and opened again. */
function prepare(dataDir: string, path: string): void {
  const written = randomBytes(16);
  withFile(path, (file) => {
    migrate(file);
    checkIdentity(dataDir, file);
    file.exec('begin immediate; delete from journal_self_test');
    file.prepare('insert into journal_self_test (written) values (?)').run(written);
    // A checkpoint that was never proven: its server went down before it was read back.
    file.exec('delete from journal_checkpoint where proven = 0; commit');
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
