/** The key that signs session cookies: made once, kept beside the database, readable by its owner only. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** @returns the secret in `DATA_DIR/secret`, made on the first call. Throws where the file is cut short. */
export function secretIn(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) make(dataDir, file);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(`${file} is damaged. Remove it; everybody signs in again.`);
  return secret;
}

/** On disk before it has its name: a power cut leaves a whole key or none. Of two processes at once, one gives its key the name. */
function make(dataDir: string, file: string): void {
  const fresh = `${file}-${randomUUID()}`;
  const key = randomBytes(32).toString('base64url');
  writeFileSync(fresh, key, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(fresh);
  }
  fsyncFolder(dataDir);
}

function fsyncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
