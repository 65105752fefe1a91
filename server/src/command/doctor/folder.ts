/** The data folder: there, ours, with room, on a disk that keeps what it says, and backed up. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isBeingRestored } from '../../backup/in-place.ts';
import { damageBeside } from '../../journal/checked-log.ts';
import { takeUnlessServed } from '../../journal/data-folder.ts';
import { fileName, openForReading, valueOf } from '../../journal/sqlite-file.ts';
import type { Advice } from './advice.ts';
import { look, ok, wrong } from './advice.ts';
import { fsyncMs } from './fsync.ts';

const megabyte = 1_000_000;
const day = 24 * 60 * 60 * 1000;

/** Types of file systems as Linux numbers them, and what is to be said of some. */
const fileSystems: Record<number, readonly [name: string, is: Advice['is'], todo: string]> = {
  0xef53: ['ext4', 'ok', ''],
  0x58465342: ['XFS', 'ok', ''],
  0x9123683e: ['Btrfs', 'ok', ''],
  0x2fc12fc1: ['ZFS', 'ok', ''],
  0xf2f52010: ['F2FS', 'ok', ''],
  0x01021994: ['memory (tmpfs)', 'wrong', 'All is lost at a restart. Put DATA_DIR on a disk.'],
  0x794c7630: ['of a container', 'look', 'It goes with the container. Mount a volume as DATA_DIR.'],
  0x6969: ['NFS', 'wrong', 'SQLite cannot be trusted with it. Put DATA_DIR on a local disk.'],
  0xff534d42: ['CIFS', 'wrong', 'SQLite cannot be trusted with it. Put DATA_DIR on a local disk.'],
  0xfe534d42: ['SMB', 'wrong', 'SQLite cannot be trusted with it. Put DATA_DIR on a local disk.'],
  0x65735546: ['FUSE', 'look', 'Make sure that it is a local disk, and no share or cloud.'],
};

export interface FolderAdvice {
  readonly advice: Advice[];
  /** Whether a server runs on it. */
  readonly isInUse: boolean;
}

export function adviseOnFolder(dataDir: string, now: number): FolderAdvice {
  if (!existsSync(dataDir)) {
    const says = `${dataDir} is not there yet`;
    const advice = [
      look(
        'data folder',
        says,
        'The first start makes it. Look whether this is the folder you mean.',
      ),
      ...adviseOnDisk(nearest(dataDir)),
    ];
    return { advice, isInUse: false };
  }
  const [isInUse, server] = adviseOnServer(dataDir);
  const house = join(dataDir, fileName);
  return {
    isInUse,
    advice: [
      adviseOnAccess(dataDir),
      ...adviseOnDisk(dataDir),
      server,
      ...adviseOnRestore(dataDir),
      ...(existsSync(house) ? adviseOnHouse(house, now) : []),
    ],
  };
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(dirname(folder));
}

function adviseOnAccess(dataDir: string): Advice {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return wrong(
      'data folder',
      `${dataDir} cannot be written (${code})`,
      'Give Gloss the right to.',
    );
  }
  const isOpen = process.platform !== 'win32' && (statSync(dataDir).mode & 0o077) !== 0;
  return isOpen
    ? look('data folder', `${dataDir} can be read by other users`, `Close it: chmod 700 ${dataDir}`)
    : ok('data folder', `${dataDir} can be written`);
}

function adviseOnDisk(folder: string): Advice[] {
  const { type, bavail, bsize } = statfsSync(folder);
  const free = Math.round((bavail * bsize) / megabyte);
  const says = `${free.toLocaleString('en')} MB free`;
  const todo = 'Free some: where a write finds no room, Gloss stops.';
  const room = free < 100 ? wrong('room', says, todo) : look('room', says, todo);
  return [
    free < 1000 ? room : ok('room', says),
    adviseOnFileSystem(type),
    ...adviseOnFsync(folder),
  ];
}

function adviseOnFileSystem(type: number): Advice {
  const [name, is, todo] = fileSystems[type] ?? [`of type 0x${type.toString(16)}`, 'ok', ''];
  return { is, about: 'file system', says: name, ...(todo !== '' && { todo }) };
}

function adviseOnFsync(folder: string): Advice[] {
  const ms = fsyncMs(folder);
  if (ms === null) return [];
  const says = `${ms.toFixed(1)} ms until a write is on disk (median of 50)`;
  return [
    ms > 20
      ? look('disk', says, 'Everyone waits this long for each edit. A faster disk helps.')
      : ok('disk', says),
  ];
}

/** The lock is asked for only where there is one: the doctor leaves no traces. */
function adviseOnServer(dataDir: string): [isInUse: boolean, Advice] {
  const none = ok('server', 'none runs on this folder');
  if (!existsSync(join(dataDir, 'in-use.lock'))) return [false, none];
  try {
    const lock = takeUnlessServed(dataDir);
    lock?.close();
    return lock ? [false, none] : [true, ok('server', 'one runs on this folder')];
  } catch (error) {
    const says = 'whether one runs on this folder cannot be said';
    return [false, wrong('server', says, (error as Error).message)];
  }
}

function adviseOnRestore(dataDir: string): Advice[] {
  if (!isBeingRestored(dataDir)) return [];
  return [look('restore', 'was cut short', 'Start Gloss, or any command: it is finished first.')];
}

/** SQLite says nothing of a damaged log: it is looked at before the database is opened. */
function adviseOnHouse(path: string, now: number): Advice[] {
  try {
    const damage = damageBeside(dirname(path));
    if (damage) return [wrong('database', damage.what, damage.todo)];
    const file = openForReading(path);
    try {
      return [
        adviseOnClock(Number(valueOf(file, newest) ?? 0), now),
        adviseOnBackup(valueOf(file, lastBackup), now),
      ];
    } finally {
      file.close();
    }
  } catch (error) {
    const says = `cannot be read: ${(error as Error).message}`;
    return [wrong('database', says, 'Restore a backup, or start Gloss and read what it says.')];
  }
}

const newest = 'select max(changed_at) from journal_document';
const lastBackup = `select at from people_record where did = 'backed-up' order by seq desc limit 1`;

function adviseOnClock(latest: number, now: number): Advice {
  const says = new Date(now).toISOString();
  return latest > now + 60_000
    ? wrong('clock', `${says}, before the last edit`, 'Set the clock of this machine.')
    : ok('clock', says);
}

function adviseOnBackup(at: unknown, now: number): Advice {
  const todo = 'Make one: gloss backup create --to <folder>';
  if (typeof at !== 'number') return look('last backup', 'none is known', todo);
  const days = Math.floor((now - at) / day);
  const says = `${new Date(at).toISOString()}, ${days} days ago`;
  return days > 7 ? look('last backup', says, todo) : ok('last backup', says);
}
