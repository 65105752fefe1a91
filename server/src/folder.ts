/** The data folder, looked at before anything is opened in it. The journal takes it (journal/data-folder.ts). */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

import { finishRestore, isBeingRestored, pastTheTurn } from './backup/in-place.ts';
import { makeFolder, takeFolder } from './journal/data-folder.ts';

/**
 * Makes the folder where it is missing, unless `holding` names a file that must be in it already.
 * Throws with a sentence for the operator.
 */
export function openFolder(dataDir: string, holding?: string): void {
  if (isBeingRestored(dataDir)) finishUnder(dataDir);
  if (holding !== undefined && !existsSync(join(dataDir, holding)))
    throw new Error(`There is no Gloss in ${dataDir} yet. Start it first, or set DATA_DIR.`);
  try {
    makeFolder(dataDir);
    checkAccess(dataDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `DATA_DIR ${dataDir} cannot be used (${code}). Choose a folder that can be written.`,
      { cause: error },
    );
  }
}

/** A restore that was cut short past its turning point is finished first: until then half of a house lies there. */
function finishUnder(dataDir: string): void {
  // Where nothing can be written, the lock cannot be taken either, and that would look like another server.
  pastTheTurn(dataDir, () => checkAccess(dataDir));
  const lock = takeFolder(dataDir);
  try {
    finishRestore(dataDir);
  } finally {
    lock.close();
  }
}

function checkAccess(dataDir: string): void {
  accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
}
