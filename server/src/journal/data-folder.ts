/**
 * The data folder as a whole: there, ours alone, and the one we think it is. Its files are written by sqlite-file.ts
 * and by people/.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { JournalError } from './journal-error.ts';
import { valueOf } from './sqlite-file.ts';

/** How long a server that is just going down may still hold the folder. */
const waitForFolderMs = 2000;

/**
 * Makes the folder where it is missing, readable by its owner only, and sees to it that its name outlives a power cut:
 * whoever made it before may have gone down before it was on disk.
 */
export function makeFolder(dataDir: string): void {
  const folder = resolve(dataDir);
  makeEach(folder);
  fsyncFolder(dirname(folder));
}

/** Step by step: Node's own `recursive` never returns from places that take no folders, such as /proc. */
function makeEach(folder: string): void {
  if (existsSync(folder)) return;
  makeEach(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
  fsyncFolder(dirname(folder));
}

/**
 * Takes the folder for this process until `close` or its end, however it ends: the lock is the operating system's, on a
 * small SQLite file. Two servers on one folder would each hold half of what people type.
 */
export function takeFolder(dataDir: string): { close(): void } {
  const lock = new DatabaseSync(join(dataDir, 'in-use.lock'), { timeout: waitForFolderMs });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    throw new JournalError(
      'refused',
      `Another Gloss is running on the data folder ${dataDir}. Stop it, or set another DATA_DIR.`,
      { cause: error },
    );
  }
}

/**
 * Compares the name written into the database when the folder was first used with the one in the file `house-id`. A lost
 * or emptied database would otherwise pass for a new one, and people would start on an empty page.
 */
export function checkIdentity(dataDir: string, file: DatabaseSync): void {
  const marker = join(dataDir, 'house-id');
  const known = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : undefined;
  const stored = valueOf(file, 'select id from journal_house') as string | undefined;
  if (known === undefined) {
    const id = stored ?? crypto.randomUUID();
    if (stored === undefined) file.prepare('insert into journal_house (id) values (?)').run(id);
    writeDurably(dataDir, marker, `${id}\n`);
  } else if (stored !== known) {
    throw new JournalError(
      'refused',
      `The database in ${dataDir} is missing, empty or another one than before. Restore it from a backup; ` +
        `to start anew, remove ${marker} as well.`,
    );
  }
}

function writeDurably(dataDir: string, path: string, words: string): void {
  writeFileSync(`${path}.new`, words, { flush: true });
  renameSync(`${path}.new`, path);
  fsyncFolder(dataDir);
}

/** A new name in a folder is on disk only when the folder is. One that may not be read is not ours to have made. */
function fsyncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openForSync(path);
  if (folder === undefined) return;
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function openForSync(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return undefined;
    throw error;
  }
}
