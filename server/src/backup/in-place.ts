/**
 * Putting a restored house in the place of the one that is there, so that a crash at any point leaves the old one or the
 * new one. The data folder itself is never renamed: it may be a disk of its own. Two renames are the turning points:
 *
 *   .restoring-<when>  being prepared; worth nothing
 *   .restored-<when>   complete: from here on it is the new house. What is there is moved into before-restore-<when>
 *   .moving-in-<when>  nothing of the old house is left in its place; the files of the new one are moved up
 *
 * Whoever opens the folder next (folder.ts) finishes what was cut short, and gets the same.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';

import { syncFolder } from './durable.ts';

const preparing = '.restoring-';
const restored = '.restored-';
const movingIn = '.moving-in-';
const keptAside = 'before-restore-';

/** What is no part of a house: folders of ours, and the lock (with SQLite's own files beside it). */
const notTheHouse = [preparing, restored, movingIn, keptAside, 'in-use.lock'];

/** Called before each change on the disk, with what it is: tests cut it short there. */
export type Before = (change: string) => void;

/** @returns whether a restore in this folder was cut short after its turning point. */
export function isBeingRestored(dataDir: string): boolean {
  return [restored, movingIn].some((stage) => find(dataDir, stage) !== null);
}

/** @returns the names of whatever belongs to the house that is there. */
export function filesOfHouse(dataDir: string): string[] {
  return namesIn(dataDir).filter((name) => !notTheHouse.some((prefix) => name.startsWith(prefix)));
}

/** @returns a fresh folder in which a house can be prepared. What earlier attempts left behind goes. */
export function makeWorkshop(dataDir: string, at: Date): string {
  for (const name of readdirSync(dataDir))
    if (name.startsWith(preparing)) rmSync(join(dataDir, name), { recursive: true, force: true });
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
  syncFolder(workshop);
  before('turn to the new house');
  const when = basename(workshop).slice(preparing.length);
  renameSync(workshop, join(dataDir, restored + when));
  syncFolder(dataDir);
  return finishRestore(dataDir, before);
}

/** Finishes a restore from wherever it was cut short. The caller holds the lock. @returns as `moveIn`. */
export function finishRestore(dataDir: string, before: Before = () => undefined): string | null {
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

/** @returns what follows the prefix in the name of the only folder that begins with it. */
function find(dataDir: string, prefix: string): string | null {
  const name = namesIn(dataDir).find((each) => each.startsWith(prefix));
  return name === undefined ? null : name.slice(prefix.length);
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
