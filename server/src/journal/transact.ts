/** One short transaction on a file that others write to as well. */
import type { DatabaseSync } from 'node:sqlite';

/** SQLite's own number for "somebody else is writing", in the lowest byte: the others say what they are at. */
const sqliteBusy = 5;

/** How often it is asked again whether the file is free. SQLite itself soon asks only ten times a second, and is overtaken. */
const askEveryMs = 1;

/** Nobody of ours writes for so long: whoever holds the file then is no server and no command of Gloss. */
const patienceMs = 60_000;

/**
 * Does the work whole or not at all; what it wrote is on disk when this returns. Waits, and keeps its thread waiting, while
 * somebody else writes: that is no fault of the disk. Throws what the work throws, and where the file stays taken.
 */
export function transact(file: DatabaseSync, work: () => void): void {
  begin(file);
  try {
    work();
    file.exec('commit');
  } catch (error) {
    if (file.isTransaction) file.exec('rollback');
    throw error;
  }
}

function begin(file: DatabaseSync): void {
  const givesUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      file.exec('begin immediate');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > givesUpAt) throw error;
      Atomics.wait(neverWoken, 0, 0, askEveryMs);
    }
  }
}

const neverWoken = new Int32Array(new SharedArrayBuffer(4));

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === sqliteBusy;
}
