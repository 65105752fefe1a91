/** How long this disk takes to keep its word. */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const tries = 50;

/** @returns the median of 50 writes of a page, each synced, in milliseconds; null where nothing can be written there. */
export function fsyncMs(folder: string): number | null {
  let workshop: string | undefined;
  try {
    workshop = mkdtempSync(join(folder, '.doctor-'));
    const file = openSync(join(workshop, 'page'), 'w');
    const page = Buffer.alloc(4096, 1);
    const times = Array.from({ length: tries }, () => {
      const before = performance.now();
      writeSync(file, page);
      fsyncSync(file);
      return performance.now() - before;
    });
    closeSync(file);
    return times.toSorted((one, other) => one - other)[tries / 2] ?? null;
  } catch {
    return null;
  } finally {
    if (workshop) rmSync(workshop, { recursive: true, force: true });
  }
}
