/** The file `gloss.sqlite` and how it is opened: settings that are checked, because a setting that fails is silent. */
import { DatabaseSync } from 'node:sqlite';

import { JournalError } from './journal-error.ts';

export const fileName = 'gloss.sqlite';

/** How long to wait while people/ writes to the same file. */
const busyMs = 5000;

/** Older ones may corrupt a file that two connections write (the WAL-reset bug; evidence/reliability.md, D21). */
const oldestSafe = [3, 51, 3] as const;

/** The write-ahead log is moved into the database from this many pages of 4 KB on, and its file is cut back to as many. */
const walPages = 1000;

/** Whoever reads a page finds out that it is damaged, and nothing in the file itself is run or mapped. */
const careful = `
  pragma trusted_schema = off;
  pragma mmap_size = 0;
  pragma cell_size_check = on;
`;

/**
 * @returns a connection that writes: WAL, and every commit on disk before it returns. It never moves the write-ahead log by
 * itself, because SQLite would keep to itself what the disk said to that: `relieve` and `emptyWal` do it.
 */
export function openFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: busyMs });
  try {
    checkVersion(String(valueOf(file, 'select sqlite_version()')));
    // secure_delete: words that were deleted and trimmed leave the disk, too.
    file.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma secure_delete = on;
      pragma wal_autocheckpoint = 0;
      pragma journal_size_limit = ${walPages * 4096};
      ${careful}
    `);
    expectSetting(file, 'journal_mode', 'wal');
    expectSetting(file, 'synchronous', 2);
    expectSetting(file, 'secure_delete', 1);
    expectSetting(file, 'cell_size_check', 1);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** From now on whoever writes waits by itself (transact.ts): SQLite gives the file up almost at once. */
export function waitOutside(file: DatabaseSync): void {
  file.exec('pragma busy_timeout = 2');
}

/** @returns a connection that only reads, beside one that writes. */
export function openForReading(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: busyMs, readOnly: true });
  file.exec(careful);
  return file;
}

/** @returns what tells whether the write-ahead log has grown so long that it is time to `relieve` it. */
export function walWatch(file: DatabaseSync): () => boolean {
  const state = file.prepare('pragma wal_checkpoint(noop)');
  return () => {
    const { log, checkpointed } = state.get() as { log: number; checkpointed: number };
    return log - checkpointed >= walPages;
  };
}

/** Moves the write-ahead log into the database, as far as nobody reads from it. Throws what the disk says to that. */
export function relieve(file: DatabaseSync): void {
  file.exec('pragma wal_checkpoint(passive)');
}

/**
 * Moves the whole write-ahead log into the database and cuts its file to nothing: what was deleted is in neither then.
 * @returns whether that was possible; it is not while someone reads from the log. Never waits.
 */
export function emptyWal(file: DatabaseSync): boolean {
  const before = Number(valueOf(file, 'pragma busy_timeout'));
  file.exec('pragma busy_timeout = 0');
  try {
    return valueOf(file, 'pragma wal_checkpoint(truncate)') === 0;
  } finally {
    file.exec(`pragma busy_timeout = ${before}`);
  }
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
