/** Making a backup: copy the house at one moment, examine the copy, write it into one file, read that back. */
import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { schemaHash } from '@gloss/shared/text/schema';

import { refuseDamagedLogBeside } from '../journal/checked-log.ts';
import { noteFromOutside } from '../people/record.ts';
import { readArchive, writeArchive } from './archive.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import type { Progress } from './check-drafts.ts';
import type { HouseReport } from './check-house.ts';
import { checkHouse } from './check-house.ts';
import { syncFolder, writeError } from './durable.ts';
import type { Finding } from './finding.ts';
import { reasonOf } from './finding.ts';
import { format, storedFiles } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { sumOf } from './seal.ts';
import { copyHouse } from './snapshot.ts';
import { glossVersion } from './version.ts';

export interface Making {
  readonly dataDir: string;
  /** The file to be made. */
  readonly path: string;
  readonly now: () => number;
  /** Begins a step with a title for people. */
  readonly step: (title: string) => Progress;
}

export interface Made extends Pick<HouseReport, 'checked' | 'findings'> {
  readonly manifest: Manifest;
  /** Of the whole file. */
  readonly bytes: number;
}

/**
 * Makes a backup, also while Gloss runs. What was acknowledged before the call is in it. Of a house in which something is
 * wrong a backup is made, too; its findings say so. Rejects with a sentence, and leaves nothing behind.
 */
export async function createBackup({ dataDir, path, now, step }: Making): Promise<Made> {
  if (existsSync(path))
    throw new Error(`${path} exists already. Choose another name; nothing was changed.`);
  // What it holds would lack what was saved, and `note` would delete what tells of it.
  refuseDamagedLogBeside(dataDir);
  const folder = dirname(path);
  let workshop: string | undefined;
  const clearUp = () => workshop && rmSync(workshop, { recursive: true, force: true });
  // Also where Ctrl-C ends it: what lies there holds every word, and the secret.
  process.once('exit', clearUp);
  try {
    // Beside the target: there is room for it there or nowhere, and a rename within a folder is one step.
    workshop = mkdtempSync(join(folder, `.${basename(path)}-`));
    const madeAt = new Date(now()).toISOString();
    await copyHouse(dataDir, workshop, step('Copying the database'));
    await bringUpToDate(workshop);
    const report = checkHouse(workshop, step('Examining the copy'));
    const manifest = await manifestOf(workshop, madeAt, report);
    const part = join(workshop, 'backup.tar');
    await writeArchive(part, workshop, manifest, step('Writing the backup'));
    await readBack(part, step('Reading it back'));
    renameSync(part, path);
    syncFolder(folder);
    const unsaid = await note(dataDir, now(), manifest.madeAt);
    const { checked, findings } = report;
    return { manifest, bytes: statSync(path).size, checked, findings: [...findings, ...unsaid] };
  } catch (error) {
    throw writeError(error, path);
  } finally {
    process.off('exit', clearUp);
    clearUp();
  }
}

/** A backup is none the worse where the house cannot record it, because its disk is full or fails: that is when it is needed. */
async function note(dataDir: string, at: number, madeAt: string): Promise<Finding[]> {
  try {
    await noteFromOutside(dataDir, { did: 'backed-up', at }, madeAt);
    return [];
  } catch (error) {
    const what = `The backup is good, but the record of the house could not say so: ${reasonOf(error)}`;
    const todo = 'Look at the disk of the data folder: gloss doctor.';
    return [{ is: 'look', about: 'people_record', what, todo }];
  }
}

async function manifestOf(folder: string, madeAt: string, report: HouseReport): Promise<Manifest> {
  const files = storedFiles.map(async (name) => {
    const bytes = statSync(join(folder, name)).size;
    return { name, bytes, sha256: await sumOf(join(folder, name), bytes) };
  });
  return {
    format,
    gloss: glossVersion,
    madeAt,
    schema: schemaHash,
    files: await Promise.all(files),
    documents: [...report.documents],
  };
}

/** From the disk and not from memory, as far as a program can tell. */
async function readBack(part: string, told: Progress): Promise<void> {
  const { problems } = await readArchive(part, null, told);
  if (problems.length > 0)
    throw new Error(
      `The disk did not give back what was written to it: ${problems.join(' ')} Use another disk.`,
    );
}
