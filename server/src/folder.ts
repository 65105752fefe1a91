/** The data folder, looked at before anything is opened in it. The journal takes it (journal/data-folder.ts). */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';

import { makeFolder } from './journal/data-folder.ts';

/**
 * Makes the folder where it is missing, unless `holding` names a file that must be in it already.
 * Throws with a sentence for the operator.
 */
export function openFolder(dataDir: string, holding?: string): void {
  if (holding !== undefined && !existsSync(join(dataDir, holding)))
    throw new Error(`There is no Gloss in ${dataDir} yet. Start it first, or set DATA_DIR.`);
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `DATA_DIR ${dataDir} cannot be used (${code}). Choose a folder that can be written.`,
      { cause: error },
    );
  }
}
