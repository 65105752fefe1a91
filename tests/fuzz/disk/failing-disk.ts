/**
 * Disks that fail on command, under the real server. The first way goes through the operating system (libfiu before the
 * C library, a small tmpfs); where this machine has no such thing, the second makes SQLite inside the server fail. Which
 * one was used stands in the tests' names.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { changedEnv } from '../other-code.ts';

export interface FailingDisk {
  /** How it is made to fail. */
  readonly way: string;
  /** What the server needs to run on it. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on it fails. `pid` is the server's. */
  fails(pid: number): void;
  /** It is sound again; for the next server. */
  recovers(): void;
  remove(): void;
}

/** What libfiu can refuse, and what the server makes of it. */
export type Fault = 'every fsync' | 'one fsync' | 'every write' | 'one write';

const fiuFolder = '/usr/lib/fiu';
const faultNames: Readonly<Record<Fault, string>> = {
  'every fsync': 'enable name=posix/io/sync/fsync,failinfo=5',
  'one fsync': 'enable name=posix/io/sync/fsync,failinfo=5,onetime',
  'every write': 'enable name=posix/io/rw/pwrite,failinfo=5',
  'one write': 'enable name=posix/io/rw/pwrite,failinfo=5,onetime',
};

/** A disk on which fsync or write answers with EIO, from some moment on or once. */
export function faultyDisk(): Omit<FailingDisk, 'fails'> & {
  fails(pid: number, fault: Fault): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-fault-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (mayUseSystem && isThere('fiu-ctrl') && existsSync(`${fiuFolder}/fiu_posix_preload.so`))
    return {
      way: 'libfiu',
      env: {
        LD_PRELOAD: `${fiuFolder}/fiu_run_preload.so ${fiuFolder}/fiu_posix_preload.so`,
        FIU_CTRL_FIFO: join(folder, 'fiu'),
      },
      fails: (pid, fault) => {
        const command = ['-f', join(folder, 'fiu'), '-c', faultNames[fault], String(pid)];
        // Where it did not reach the process it says so, and ends with 0 all the same.
        const said = execFileSync('fiu-ctrl', command, { encoding: 'utf8' }).trim();
        if (said !== '') throw new Error(`The disk was not made to fail: ${said}`);
      },
      // The faults end with the process.
      recovers: () => undefined,
      remove,
    };
  const switched = join(folder, 'fault');
  return {
    way: 'errors inside SQLite, for want of libfiu',
    env: withFaultyCommits(switched, 'disk I/O error', 1034),
    fails: (_, fault) => writeFileSync(switched, fault.startsWith('one') ? 'once' : 'for good'),
    recovers: () => rmSync(switched, { force: true }),
    remove,
  };
}

interface SmallDisk extends FailingDisk {
  /** Fills it but for so many blocks; undefined where it is none that could be filled. */
  readonly leaves?: (blocks: number) => void;
}

/** A disk of a few megabytes, that something else fills to the last byte. */
export function smallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-small-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (isMounted(folder)) {
    const ballast = join(folder, 'ballast');
    return {
      way: 'a tmpfs of 8 MB',
      env: { DATA_DIR: folder },
      fails: () => fill(folder, ballast),
      leaves: (blocks) => fill(folder, ballast, blocks),
      recovers: () => rmSync(ballast, { force: true }),
      remove: () => {
        execFileSync('umount', [folder]);
        remove();
      },
    };
  }
  const switched = join(folder, 'fault');
  return {
    way: 'errors inside SQLite, for want of the right to mount',
    env: {
      DATA_DIR: join(folder, 'data'),
      ...withFaultyCommits(switched, 'database or disk is full', 13),
    },
    fails: () => writeFileSync(switched, 'for good'),
    recovers: () => rmSync(switched, { force: true }),
    remove,
  };
}

/** Node with a journal whose commits fail with this error of SQLite while the file `switched` is there, or once. */
function withFaultyCommits(
  switched: string,
  message: string,
  errcode: number,
): Record<string, string> {
  return changedEnv({
    module: 'journal/transact.ts',
    from: `    work();\n    file.exec('commit');`,
    to: `    work();
    const { existsSync, readFileSync, rmSync } = process.getBuiltinModule('node:fs');
    if (existsSync(${JSON.stringify(switched)})) {
      if (readFileSync(${JSON.stringify(switched)}, 'utf8') === 'once') rmSync(${JSON.stringify(switched)});
      throw Object.assign(new Error(${JSON.stringify(message)}), { errcode: ${errcode} });
    }
    file.exec('commit');`,
  });
}

function fill(folder: string, ballast: string, but = 0): void {
  // What was written meanwhile may have taken some of it; then there is less to fill.
  for (let tries = 0; tries < 5; tries += 1) {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail <= but) return;
    try {
      writeFileSync(ballast, new Uint8Array((bavail - but) * bsize), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

/** FAULTS=inside takes the second way also where the first is there. */
const mayUseSystem = process.env['FAULTS'] !== 'inside';

function isMounted(folder: string): boolean {
  if (!mayUseSystem) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function isThere(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.some((folder) => existsSync(join(folder, program)));
}
