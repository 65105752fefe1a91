/** Writing that lasts: a file's bytes are on disk when it is synced, its name when its folder is. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Resolves nothing, returns when the file or folder is on disk. Windows cannot sync folders and needs not. */
export function syncPath(path: string): void {
  const isWindows = process.platform === 'win32';
  // Windows syncs only what is open for writing.
  const opened = openSync(path, isWindows ? 'r+' : 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** The same for a folder. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncPath(path);
}

/** @returns a sentence for an error of writing a file. */
export function writeError(error: unknown, path: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || /disk is full/i.test(message);
  if (isFull)
    return new Error(
      `There is no room left for ${path}. Nothing was kept of it, and the data folder is as it was. Free some space, or choose another place.`,
      { cause: error },
    );
  const fits = code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOENT';
  if (!fits) return error instanceof Error ? error : new Error(String(error));
  return new Error(
    `${path} cannot be written (${code}). Choose a folder that exists and can be written.`,
    { cause: error },
  );
}
