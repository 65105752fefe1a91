/** Judging a backup: every byte, then the house in it, as if it were restored. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { nearlyFullBytes } from '../journal/journal-error.ts';
import { readArchive, UnpackError } from './archive.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import type { Digest, Progress } from './check-drafts.ts';
import { checkHouse } from './check-house.ts';
import { reasonOf } from './finding.ts';
import type { Counts, Finding } from './finding.ts';
import type { Manifest } from './manifest.ts';

export interface BackupReport {
  /** Whether the file is what was written. What is wrong in the house it holds was wrong when it was made. */
  readonly isWhole: boolean;
  /** Absent where it cannot be read. */
  readonly manifest: Manifest | undefined;
  readonly checked: Counts;
  readonly findings: readonly Finding[];
}

const another = 'Do not rely on this backup: use another one, and make a new one.';

/**
 * Examines a backup; its files are put into a folder of ours meanwhile, and removed. Rejects with a sentence where that
 * folder fails: then nothing is known of the backup.
 */
export async function examineBackup(
  path: string,
  step: (title: string) => Progress,
): Promise<BackupReport> {
  const temporary = tmpdir();
  let workshop: string | undefined;
  // Tried again, because a file may just be made in it.
  const clearUp = () =>
    workshop && rmSync(workshop, { recursive: true, force: true, maxRetries: 5 });
  // Also where a signal ends it: what lies there holds every word, and the secret.
  process.once('exit', clearUp);
  try {
    workshop = workshopIn(temporary);
    const report = await unpackBackup(path, workshop, step);
    // A signal that came meanwhile is heard before anything is said.
    await turn();
    return report;
  } catch (error) {
    throw error instanceof UnpackError ? unexamined(path, temporary, error) : error;
  } finally {
    process.off('exit', clearUp);
    clearUp();
  }
}

function workshopIn(temporary: string): string {
  try {
    return mkdtempSync(join(temporary, 'gloss-backup-'));
  } catch (error) {
    throw new UnpackError(temporary, error);
  }
}

/** Where a file beside a database cannot grow SQLite calls it an error of the disk. */
function isNearlyFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < nearlyFullBytes;
  } catch {
    return false;
  }
}

const noRoom: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function unexamined(path: string, temporary: string, cause: UnpackError): Error {
  const isFull =
    noRoom.has(cause.code) ||
    /disk is full/i.test(cause.said) ||
    (saysOfFolder.test(cause.said) && isNearlyFull(temporary));
  const why = isFull
    ? `there is not enough room for it in the temporary folder ${temporary}.`
    : `the temporary folder ${temporary} cannot be used: ${cause.said}`;
  const todo = isFull
    ? 'Make room there, or name a larger folder in TMPDIR.'
    : 'Name another folder with enough room in TMPDIR.';
  return new Error(
    `${path} was not examined: ${why} Nothing is known of this backup yet, and nothing was changed. ${todo}`,
    { cause },
  );
}

/** SQLite's own numbers: the file may not be opened or written, the disk failed, or is full. */
const sqliteOfFolder: ReadonlySet<number> = new Set([3, 8, 10, 13, 14]);

/** The same in the words of a finding: who walks a house takes whatever it throws for one. */
const saysOfFolder = /disk is full|disk I\/O error|unable to open database file/;

/** @returns whether an error of opening an unpacked house is one of the folder it is in, and not of what was unpacked. */
export function isOfFolder(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // All its bytes were put there by us: what the system refuses, it refuses us.
  if ('syscall' in error) return true;
  // The lowest byte is the kind, what is above it says more of the same kind.
  const kind = 'errcode' in error && typeof error.errcode === 'number' && error.errcode & 0xff;
  return kind !== false && sqliteOfFolder.has(kind);
}

/**
 * Unpacks a backup into an empty folder and examines both. The house there is brought up to this version. Rejects with an
 * `UnpackError` where that folder fails.
 */
export async function unpackBackup(
  path: string,
  into: string,
  step: (title: string) => Progress,
): Promise<BackupReport> {
  const { manifest, problems } = await readArchive(path, into, step('Reading the backup'));
  const checked = { files: manifest?.files.length ?? 0 };
  const wrong = (what: string): Finding => ({ is: 'wrong', about: path, what, todo: another });
  if (!manifest || problems.length > 0)
    return { isWhole: false, manifest, checked, findings: problems.map(wrong) };
  try {
    await bringUpToDate(into);
    await turn();
    const house = checkHouse(into, step('Examining what is in it'));
    const ofFolder = house.findings.find(({ what }) => saysOfFolder.test(what));
    if (ofFolder) throw new UnpackError(into, new Error(ofFolder.what));
    const changed = changedSince(manifest.documents, house.documents);
    return {
      isWhole: changed.length === 0,
      manifest,
      checked: { ...checked, ...house.checked },
      findings: [...changed.map(wrong), ...house.findings],
    };
  } catch (error) {
    if (error instanceof UnpackError) throw error;
    if (isOfFolder(error)) throw new UnpackError(into, error);
    return { isWhole: false, manifest, checked, findings: [wrong(reasonOf(error))] };
  }
}

/** Documents that do not read what they read when the backup was made. */
function changedSince(before: Manifest['documents'], now: readonly Digest[]): string[] {
  const found = new Map<string, Digest>(now.map((digest) => [digest.document, digest]));
  return before
    .filter(({ document, seq, content }) => {
      const digest = found.get(document);
      return digest?.seq !== seq || digest.content !== content;
    })
    .map(({ document }) => `${document} does not read as it did when the backup was made.`);
}
