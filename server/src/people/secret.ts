/** The key that signs session cookies: made once, kept beside the database, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the secret in `DATA_DIR/secret`, made on the first call. Throws where the file is cut short. */
export function secretIn(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    // `wx`: of two processes that start at once, one makes it and both read it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${file} is damaged. Remove it; everybody signs in again.`);
  return secret;
}
