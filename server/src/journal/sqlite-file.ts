/** The file `gloss.sqlite` and how it is opened: settings that are checked, because a setting that fails is silent. */
import { DatabaseSync } from 'node:sqlite';

import { JournalError } from './journal-error.ts';

export const fileName = 'gloss.sqlite';

/** How long to wait while people/ writes to the same file. */
const busyMs = 5000;

/** Older ones may corrupt a file that two connections write (the WAL-reset bug; evidence/reliability.md, D21). */
const oldestSafe = [3, 51, 3] as const;

/** @returns a connection that writes: WAL, and every commit on disk before it returns. */
export function openFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: busyMs });
  try {
    checkVersion(String(valueOf(file, 'select sqlite_version()')));
    // secure_delete: words that were deleted and trimmed leave the disk, too.
    file.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma secure_delete = on;
      pragma trusted_schema = off;
      pragma mmap_size = 0;
    `);
    expectSetting(file, 'journal_mode', 'wal');
    expectSetting(file, 'synchronous', 2);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** @returns a connection that only reads, beside one that writes. */
export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { timeout: busyMs, readOnly: true });
}

/** Throws where the SQLite inside this Node is not to be trusted with a shared file. */
export function checkVersion(version: string): void {
  const parts = version.split('.').map(Number);
  const differs = oldestSafe.findIndex((least, at) => parts[at] !== least);
  if (differs === -1 || (parts[differs] ?? 0) > (oldestSafe[differs] ?? 0)) return;
  throw new JournalError(
    'refused',
    `SQLite ${version} is too old to keep words safe; Gloss needs ${oldestSafe.join('.')} or newer. Use Node 24.`,
  );
}

function expectSetting(file: DatabaseSync, name: string, wanted: string | number): void {
  const set = valueOf(file, `pragma ${name}`);
  if (set === wanted) return;
  throw new JournalError(
    'refused',
    `SQLite did not take ${name} = ${wanted} (it is ${String(set)}). Put DATA_DIR on a local disk.`,
  );
}

/** @returns the first column of the first row. */
export function valueOf(file: DatabaseSync, sql: string): unknown {
  return Object.values(file.prepare(sql).get() ?? {})[0];
}
