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
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { JournalError, sqliteCodeOf } from './journal-error.ts';
import { valueOf } from './sqlite-file.ts';

/** Held by whoever uses the folder. */
const lockName = 'in-use.lock';

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
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(dataDir, lockName), { timeout: waitForFolderMs });
    // Of a file that may only be read SQLite takes no lock, and says nothing: it has to be written to. This is never committed.
    lock.exec('pragma journal_mode = memory; begin exclusive; pragma user_version = 1');
    return lock;
  } catch (error) {
    lock?.close();
    throw new JournalError('refused', lockRefused(dataDir, error), { cause: error });
  }
}

/** SQLite's own numbers for what keeps a lock from being taken. */
const sqlite = { denied: 3, busy: 5, locked: 6, readOnly: 8, cannotOpen: 14, noDatabase: 26 };

/** @returns the lock of the folder, or null where a server has it. Throws what else keeps it from being taken. */
export function takeUnlessServed(dataDir: string): { close(): void } | null {
  try {
    return takeFolder(dataDir);
  } catch (error) {
    const said = error instanceof JournalError ? sqliteCodeOf(error.cause) : undefined;
    if (said === sqlite.busy || said === sqlite.locked) return null;
    throw error;
  }
}

/** @returns why the folder could not be taken, as a sentence for the operator. */
export function lockRefused(dataDir: string, error: unknown): string {
  const path = join(dataDir, lockName);
  switch (sqliteCodeOf(error)) {
    case sqlite.busy:
    case sqlite.locked:
      return `Another Gloss is running on the data folder ${dataDir}. Stop it, or set another DATA_DIR.`;
    case sqlite.denied:
    case sqlite.readOnly:
    case sqlite.cannotOpen:
      if (isFolder(path)) return noLock(path);
      return (
        `${path} cannot be written, and without it nothing keeps a second Gloss out. Nothing was changed. ` +
        `The account that runs Gloss${userId()} must own ${dataDir} and everything in it.`
      );
    case sqlite.noDatabase:
      return noLock(path);
    default:
      return `${path} cannot be locked (${(error as Error).message}). Nothing was changed; look after the disk of ${dataDir}.`;
  }
}

function noLock(path: string): string {
  return `${path} is not the file that Gloss makes there. Nothing was changed; see that no Gloss runs on this folder, and remove it.`;
}

/** Of what may not even be looked at nothing is known. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function userId(): string {
  const id = process.geteuid?.();
  return id === undefined ? '' : ` (user id ${id})`;
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
