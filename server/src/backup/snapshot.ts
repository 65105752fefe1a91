/** A data folder copied at one moment, beside whoever writes to it. */
import { chmodSync, copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { hire } from '../journal/hired-worker.ts';
import { fileName, openForReading, valueOf } from '../journal/sqlite-file.ts';
import type { Progress } from './check-drafts.ts';
import { storedFiles } from './manifest.ts';
import type { Copying } from './snapshot-worker.ts';

const lookEveryMs = 200;

/** Copies the files of a data folder into an empty one. Rejects where that fails; what is there then is of no use. */
export async function copyHouse(dataDir: string, into: string, told: Progress): Promise<void> {
  const source = join(dataDir, fileName);
  const target = join(into, fileName);
  const total = sizeOf(source);
  const looking = setInterval(() => told(copied(target), total), lookEveryMs);
  const copier = hire<Copying>(new URL('./snapshot-worker.ts', import.meta.url), source);
  try {
    await copier.ask('copy', target);
  } finally {
    clearInterval(looking);
    await copier.dismiss();
  }
  told(total, total);
  // These two never change once they are made.
  for (const name of storedFiles)
    if (name !== fileName) copyFileSync(join(dataDir, name), join(into, name));
  for (const name of storedFiles) chmodSync(join(into, name), 0o600);
}

function sizeOf(path: string): number {
  const file = openForReading(path);
  try {
    return Number(valueOf(file, 'pragma page_count')) * Number(valueOf(file, 'pragma page_size'));
  } finally {
    file.close();
  }
}

function copied(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
