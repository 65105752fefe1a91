/** Judging a backup: every byte, then the house in it, as if it were restored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readArchive } from './archive.ts';
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

/** Examines a backup; its files are put into a folder of ours meanwhile, and removed. */
export async function examineBackup(
  path: string,
  step: (title: string) => Progress,
): Promise<BackupReport> {
  const workshop = mkdtempSync(join(tmpdir(), 'gloss-backup-'));
  try {
    return await unpackBackup(path, workshop, step);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Unpacks a backup into an empty folder and examines both. The house there is brought up to this version. */
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
    const house = checkHouse(into, step('Examining what is in it'));
    const changed = changedSince(manifest.documents, house.documents);
    return {
      isWhole: changed.length === 0,
      manifest,
      checked: { ...checked, ...house.checked },
      findings: [...changed.map(wrong), ...house.findings],
    };
  } catch (error) {
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
