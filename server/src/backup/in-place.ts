/**
 * Putting a restored house in the place of the one that is there, so that a crash at any point leaves the old one or the
 * new one. The data folder itself is never renamed: it may be a disk of its own. Two renames are the turning points:
 *
 *   .restoring-<when>  being prepared; worth nothing
 *   .restored-<when>   complete: from here on it is the new house. What is there is moved into before-restore-<when>
 *   .moving-in-<when>  nothing of the old house is left in its place; the files of the new one are moved up
 *
 * Whoever opens the folder next (folder.ts) finishes what was cut short, and gets the same. Only Gloss's own names are moved:
 * whatever else lies in the folder (lost+found, a disk that is mounted there, a note) stays as it is.
 */
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';

import { fileName } from '../journal/sqlite-file.ts';
import { syncFolder } from './durable.ts';

const preparing = '.restoring-';
const restored = '.restored-';
const movingIn = '.moving-in-';
const keptAside = 'before-restore-';

/** What follows in the name of a stage: a moment, and a number where that was taken. Others may have names with dots, too. */
const moment = /^\d{8}T\d{6}Z(-\d+)*$/;

/**
 * Every name that a house has in its folder, and the only list of them. Whoever lets Gloss write another one adds it here,
 * or a restore leaves it beside the new house. The lock is none of them: it is held meanwhile. Nor is what only the doctor
 * writes, who may look at a folder while it is restored.
 */
const namesOfHouse = [
  // The database, and what SQLite keeps beside it: an old log must not meet a new database.
  fileName,
  ...['-wal', '-shm', '-journal'].map((end) => fileName + end),
  // journal/data-folder.ts: under its second name until it is written.
  'house-id',
  'house-id.new',
  // people/secret.ts: a crash may leave the key under the name it was written under, too.
  'secret',
  /^secret-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
];

/** Called before each change on the disk, with what it is: tests cut it short there. */
export type Before = (change: string) => void;

/** @returns whether a restore in this folder was cut short after its turning point. */
export function isBeingRestored(dataDir: string): boolean {
  return [restored, movingIn].some((stage) => find(dataDir, stage) !== null);
}

/** @returns the names of whatever belongs to the house that is there; none where only others' things are. */
export function filesOfHouse(dataDir: string): string[] {
  return namesIn(dataDir).filter((name) =>
    namesOfHouse.some((own) => (typeof own === 'string' ? own === name : own.test(name))),
  );
}

/**
 * Throws with a sentence where a file of the house that is there could not be put aside. Changes nothing.
 * @param mounts what is mounted on this machine, as Linux lists it
 */
export function checkMovable(dataDir: string, workshop: string, mounts = mountsHere()): void {
  for (const name of filesOfHouse(dataDir)) {
    const path = join(dataDir, name);
    const isMounted = isMountPoint(join(realpathSync(dataDir), name), mounts);
    const code = isMounted ? null : refusalToMove(path, workshop);
    if (!isMounted && code === null) continue;
    const [why, todo] = isMounted
      ? ['something is mounted on it', 'Unmount it']
      : [code, 'Give Gloss the right to move it'];
    throw new Error(
      `${path} cannot be put aside (${why}). Nothing was changed. ${todo}, or restore into another folder.`,
    );
  }
}

/** @param mounts the words of /proc/self/mountinfo: the fifth of a line is the place, its spaces and the like in octal. */
export function isMountPoint(path: string, mounts: string): boolean {
  return mounts.split('\n').some((line) => {
    const place = line
      .split(' ')[4]
      ?.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(Number.parseInt(octal, 8)),
      );
    return place === path;
  });
}

/** @returns a fresh folder in which a house can be prepared. What earlier attempts left behind goes. */
export function makeWorkshop(dataDir: string, at: Date): string {
  for (const name of readdirSync(dataDir))
    if (whenOf(name, preparing) !== null)
      rmSync(join(dataDir, name), { recursive: true, force: true });
  // Names sort by time, and hold nothing that a file system may refuse.
  const when = at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const workshop = join(dataDir, preparing + free(dataDir, keptAside, when));
  mkdirSync(workshop, { mode: 0o700 });
  return workshop;
}

/** @returns what follows the prefix in a name that nothing has: a second restore within a second keeps aside beside the first. */
function free(folder: string, prefix: string, wanted: string, times = 1): string {
  const name = times === 1 ? wanted : `${wanted}-${times}`;
  return existsSync(join(folder, prefix + name)) ? free(folder, prefix, wanted, times + 1) : name;
}

/**
 * Makes the house in the workshop the house of this folder. Its files must be on disk; the caller holds the lock.
 * @returns the folder in which the old one is kept, or null where there was none
 */
export function moveIn(dataDir: string, workshop: string, before: Before = () => undefined) {
  checkMovable(dataDir, workshop);
  syncFolder(workshop);
  before('turn to the new house');
  const when = basename(workshop).slice(preparing.length);
  renameSync(workshop, join(dataDir, restored + when));
  return pastTheTurn(dataDir, () => {
    syncFolder(dataDir);
    return finish(dataDir, before);
  });
}

/** Finishes a restore from wherever it was cut short. The caller holds the lock. @returns as `moveIn`. */
export function finishRestore(dataDir: string, before: Before = () => undefined): string | null {
  return pastTheTurn(dataDir, () => finish(dataDir, before));
}

/** Does a part of a restore past its turning point. What the disk refuses then is said with what has become of the houses. */
export function pastTheTurn<T>(dataDir: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(
      `The restore into ${dataDir} has begun and cannot be finished yet (${message}). Nothing is lost: the restored house ` +
        'and what was there before are both in this folder. Make room, give Gloss the right to write there, or unmount ' +
        'what is in the way; then start Gloss, and it goes on with the restore.',
      { cause: error },
    );
  }
}

function finish(dataDir: string, before: Before): string | null {
  const complete = find(dataDir, restored);
  if (complete !== null && find(dataDir, movingIn) !== null) dropOldName(dataDir, complete);
  else if (complete !== null) putAside(dataDir, complete, before);
  const when = find(dataDir, movingIn);
  if (when === null) return null;
  const from = join(dataDir, movingIn + when);
  for (const name of readdirSync(from)) {
    before(`move in ${name}`);
    move(join(from, name), join(dataDir, name));
  }
  syncFolder(dataDir);
  before('clear up');
  rmdirSync(from);
  syncFolder(dataDir);
  const aside = join(dataDir, keptAside + when);
  return existsSync(aside) ? aside : null;
}

function putAside(dataDir: string, when: string, before: Before): void {
  const aside = join(dataDir, keptAside + when);
  const names = filesOfHouse(dataDir);
  if (names.length > 0) mkdirSync(aside, { mode: 0o700, recursive: true });
  for (const name of names) {
    before(`put aside ${name}`);
    // A folder takes no other one's place, not even its own (`dropOldName`).
    const place = isFolder(join(aside, name)) ? free(aside, '', name) : name;
    move(join(dataDir, name), join(aside, place));
  }
  if (names.length > 0) syncFolder(aside);
  syncFolder(dataDir);
  before('begin to move in');
  renameSync(join(dataDir, restored + when), join(dataDir, movingIn + when));
  syncFolder(dataDir);
}

/**
 * A power cut in the middle of a rename may leave a file under both names. POSIX then does nothing when it is renamed again,
 * and an old write-ahead log would stay beside the new database.
 */
function move(from: string, to: string): void {
  renameSync(from, to);
  rmSync(from, { force: true });
}

/**
 * The same with a folder: the new name counts, and the old one must go before the files are moved up, or it would be moved
 * in once more. It is not deleted: on a disk it may be the same folder.
 */
function dropOldName(dataDir: string, when: string): void {
  const unused = preparing + free(dataDir, preparing, when);
  renameSync(join(dataDir, restored + when), join(dataDir, unused));
  syncFolder(dataDir);
}

/**
 * @returns the code of what keeps a name from leaving its folder, or null. A file takes no folder's place: POSIX refuses that
 * with EISDIR, and with another code where the file may not leave at all. A folder leaves only where it may be written.
 */
function refusalToMove(path: string, workshop: string): string | null {
  if (process.platform === 'win32') return null;
  try {
    if (lstatSync(path).isDirectory()) accessSync(path, constants.W_OK);
    else renameSync(path, workshop);
    return null;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return ['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(code) ? code : null;
  }
}

/** Elsewhere than on Linux nothing is mounted on a file. */
function mountsHere(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}

/** @returns what follows the prefix in the name of the only folder that is this stage. */
function find(dataDir: string, prefix: string): string | null {
  for (const name of namesIn(dataDir)) {
    const when = whenOf(name, prefix);
    if (when !== null) return when;
  }
  return null;
}

function whenOf(name: string, prefix: string): string | null {
  const when = name.slice(prefix.length);
  return name.startsWith(prefix) && moment.test(when) ? when : null;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A folder that is not there, or cannot be read, has nothing to be finished; whoever opens it will say so. */
function namesIn(dataDir: string): string[] {
  try {
    return readdirSync(dataDir);
  } catch {
    return [];
  }
}
