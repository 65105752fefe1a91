/**
 * The write-ahead log, looked at before SQLite opens it: SQLite would read on without what is damaged, and whichever
 * connection closes last would move that into the database and delete the log.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

import { takeUnlessServed } from './data-folder.ts';
import { JournalError } from './journal-error.ts';
import { fileName } from './sqlite-file.ts';
import type { LoggedPage, WalDamage } from './wal-damage.ts';
import { cutFor, walDamage } from './wal-damage.ts';

export const logName = `${fileName}-wal`;

interface DamagedLog {
  /** A sentence: what happened. */
  readonly what: string;
  /** What to do about it. */
  readonly todo: string;
}

/** For a server, which holds the folder. Throws where commits that were on disk are no longer to be read. */
export function refuseDamagedLog(dataDir: string): void {
  refuse(damageIn(dataDir));
}

/** For a command that may write, before it opens the database: the same, also beside a running server. */
export function refuseDamagedLogBeside(dataDir: string): void {
  refuse(damageBeside(dataDir));
}

/**
 * @returns what is wrong with the log of a folder that nobody serves, or null. A server looked when it started, writes the
 * log while we read it, and knows where it ends: what looks like damage is looked at again once no server can write.
 */
export function damageBeside(dataDir: string): DamagedLog | null {
  if (walDamage(readLog(dataDir)) === null) return null;
  const lock = takeUnlessServed(dataDir);
  try {
    return lock === null ? null : damageIn(dataDir);
  } finally {
    lock?.close();
  }
}

function damageIn(dataDir: string): DamagedLog | null {
  // Most logs are sound, and one reading tells.
  if (walDamage(readLog(dataDir)) === null) return null;
  const damage = walDamage(settledLog(dataDir));
  return damage === null ? null : described(dataDir, damage);
}

function refuse(damage: DamagedLog | null): void {
  if (damage !== null) throw new JournalError('refused', `${damage.what} ${damage.todo}`);
}

function described(dataDir: string, damage: WalDamage): DamagedLog {
  const path = join(dataDir, logName);
  const cut = cutFor(damage, isStoredIn(join(dataDir, fileName)));
  const said = `The newest edits in ${path} cannot be read (${damage.what}). Nothing was changed`;
  if (cut === null)
    return {
      what: `${said}, but the database has some of them already and is not whole without the others.`,
      todo: 'Keep the folder as it is, and restore a backup.',
    };
  return {
    what: `${said}, and what was saved before them is safe.`,
    todo:
      `Restore a backup; or, to go on without them, keep a copy of ${path}, ` +
      `cut it to what is sound with \`truncate -s ${cut} "${path}"\`, and start again.`,
  };
}

function isStoredIn(database: string): (page: LoggedPage) => boolean {
  if (!existsSync(database)) return () => false;
  return ({ page, bytes }) => {
    const stored = new Uint8Array(bytes.byteLength);
    const file = openSync(database, 'r');
    try {
      const at = (page - 1) * bytes.byteLength;
      return readSync(file, stored, 0, stored.byteLength, at) > 0 && !Buffer.compare(stored, bytes);
    } finally {
      closeSync(file);
    }
  };
}

/** A reading beside a writer may show what the log never was. Two that are alike show what it was between them. */
function settledLog(dataDir: string): Buffer {
  for (let log = readLog(dataDir); ;) {
    const again = readLog(dataDir);
    if (again.equals(log)) return log;
    log = again;
  }
}

/** Whoever closes the database last deletes its log: one that is not there, or no more, holds nothing. */
function readLog(dataDir: string): Buffer {
  try {
    return readFileSync(join(dataDir, logName));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
