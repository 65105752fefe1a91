/** Putting a backup back: examined first, given a history of its own, then moved in whole. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { makeFolder, takeFolder } from '../journal/data-folder.ts';
import { fileName, openFile, openForReading, valueOf } from '../journal/sqlite-file.ts';
import { transact } from '../journal/transact.ts';
import { noteFromOutside } from '../people/record.ts';
import type { Progress } from './check-drafts.ts';
import { syncPath, writeError } from './durable.ts';
import { unpackBackup } from './examine.ts';
import type { BackupReport } from './examine.ts';
import type { Before } from './in-place.ts';
import { checkMovable, filesOfHouse, finishRestore, makeWorkshop, moveIn } from './in-place.ts';
import type { Manifest } from './manifest.ts';

export interface Restoring {
  /** The backup. */
  readonly path: string;
  readonly dataDir: string;
  /** Whether a house that is there already may be replaced; it is kept aside. */
  readonly replace: boolean;
  /** Whether a house in which something was wrong when the backup was made may be restored. */
  readonly despiteFindings: boolean;
  readonly now: () => number;
  readonly step: (title: string) => Progress;
  readonly before?: Before;
}

export interface Restored extends BackupReport {
  readonly manifest: Manifest;
  /** Where the former house is, or null where there was none. */
  readonly keptAside: string | null;
  /** The epoch of every draft from now on. */
  readonly epoch: number;
}

/**
 * Restores a backup into a data folder that no server uses. Everybody is signed out, and every draft gets an epoch that no
 * client has seen. Rejects with a sentence, and then what was there is still there, in its place or kept aside; a crash
 * leaves the old or the new one.
 */
export async function restoreBackup(restoring: Restoring): Promise<Restored> {
  const { dataDir, now, before } = restoring;
  makeFolder(dataDir);
  const lock = takeFolder(dataDir);
  let workshop: string | undefined;
  try {
    finishRestore(dataDir);
    if (filesOfHouse(dataDir).length > 0 && !restoring.replace)
      throw new Error(
        `There is a house in ${dataDir} already. Nothing was changed; --replace keeps it aside and restores into its place.`,
      );
    workshop = makeWorkshop(dataDir, new Date(now()));
    // Before the long work, and once more at the turning point.
    checkMovable(dataDir, workshop);
    const report = await unpackBackup(restoring.path, workshop, restoring.step);
    const { manifest } = checkGood(report, restoring);
    const epoch = await startAnew(workshop, { madeAt: manifest.madeAt, former: dataDir, now });
    for (const name of readdirSync(workshop)) syncPath(join(workshop, name));
    const keptAside = moveIn(dataDir, workshop, before);
    return { ...report, manifest, keptAside, epoch };
  } catch (error) {
    throw writeError(error, dataDir);
  } finally {
    if (workshop) rmSync(workshop, { recursive: true, force: true });
    lock.close();
  }
}

function checkGood(report: BackupReport, { path, despiteFindings }: Restoring) {
  const { isWhole, manifest, findings } = report;
  const first = findings.find(({ is }) => is === 'wrong')?.what ?? '';
  if (!isWhole || !manifest)
    throw new Error(`${path} was not restored, and nothing was changed. ${first}`);
  if (first !== '' && !despiteFindings)
    throw new Error(
      `Something was wrong already when this backup was made: ${first} Nothing was changed; ` +
        '--despite-findings restores it as it is, `gloss backup verify` says more.',
    );
  return { manifest };
}

interface Beginning {
  readonly madeAt: string;
  /** The folder of the house that is replaced; it need not hold one. */
  readonly former: string;
  readonly now: () => number;
}

/**
 * What was written after the backup is gone here, and still there in the browsers of those who wrote it. Under its old epoch
 * it would be merged back in by halves. Old sessions and links go: some of them had been ended since.
 */
async function startAnew(folder: string, { madeAt, former, now }: Beginning): Promise<number> {
  const file = openFile(join(folder, fileName));
  let epoch: number;
  try {
    // Milliseconds and not `+ 1`: the same backup restored twice, here or elsewhere, makes two histories.
    epoch = Math.max(now(), newestEpoch(file) + 1, formerEpoch(former) + 1);
    transact(file, () => {
      file.prepare('update draft set epoch = ?').run(epoch);
      file.exec('delete from session; delete from verification');
    });
  } finally {
    file.close();
  }
  await noteFromOutside(folder, { did: 'restored', at: now() }, madeAt);
  return epoch;
}

function newestEpoch(file: DatabaseSync): number {
  return Number(valueOf(file, 'select coalesce(max(epoch), 0) from draft'));
}

/** Of a house that cannot be read there is nothing to learn. */
function formerEpoch(dataDir: string): number {
  try {
    const file = openForReading(join(dataDir, fileName));
    try {
      return newestEpoch(file);
    } finally {
      file.close();
    }
  } catch {
    return 0;
  }
}
