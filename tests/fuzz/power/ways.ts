/** The ways to the disk that are put to the proof: who writes, and who reads. */
import { join } from 'node:path';

import type { CodeChange } from '../other-code.ts';
import { changedCode } from '../other-code.ts';
import type { WayToDisk } from './outcome.ts';
import { brokenBackups } from './read-backup.ts';
import { brokenInHouse } from './read-house.ts';
import { brokenInJournal } from './read-journal.ts';
import { brokenAtStart } from './read-start.ts';

/** Two folders that are not there yet: their names, too, must outlive a power cut. */
const dataDirIn = (folder: string) => join(folder, 'house', 'data');

const program = (name: string) => new URL(name, import.meta.url).pathname;

/** Drafts are compacted that often, so that a short trace has many checkpoints in it. */
const oftenCompacted: CodeChange = {
  module: '/room/checkpoint.ts',
  from: 'entriesPerCheckpoint = 500',
  to: 'entriesPerCheckpoint = 3',
};

/** The journal alone: commits of several batches, checkpoints, closing and opening. */
export function journalWay(seed: number, ...changes: readonly CodeChange[]): WayToDisk {
  const changed = changedCode(...changes);
  return {
    argv: (folder) => [...changed, program('write-journal.ts'), dataDirIn(folder), String(seed)],
    env: () => ({}),
    broken: (folder, said) => brokenInJournal(dataDirIn(folder), said),
  };
}

/** The whole server: typing, acts, roles, sign-ins, new drafts, imports, checkpoints. */
export function houseWay(seed: number, rounds: number, port: number): WayToDisk {
  const changed = changedCode(oftenCompacted);
  return {
    argv: () => [...changed, program('write-house.ts'), String(seed), String(rounds)],
    env: (folder) => ({ ...serverEnv(folder, port), GLOSS_SAMPLE: 'off' }),
    broken: (folder, said, all) => brokenInHouse(dataDirIn(folder), said, all),
  };
}

/** The first start of a house, with its sample. */
export function startWay(port: number, ...changes: readonly CodeChange[]): WayToDisk {
  const changed = changedCode(...changes);
  return {
    argv: () => [...changed, program('write-start.ts')],
    env: (folder) => ({ ...serverEnv(folder, port), GLOSS_SAMPLE: 'on' }),
    broken: (folder, said) => brokenAtStart(dataDirIn(folder), said),
  };
}

/** Backups of an open house, and restores. */
export function backupWay(...changes: readonly CodeChange[]): WayToDisk {
  const changed = changedCode(...changes);
  return {
    argv: (folder) => [...changed, program('write-backup.ts'), folder],
    env: () => ({}),
    broken: brokenBackups,
  };
}

function serverEnv(folder: string, port: number): Record<string, string> {
  return {
    DATA_DIR: dataDirIn(folder),
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'error',
  };
}
