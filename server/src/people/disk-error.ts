/** Which errors of SQLite say that the disk, or the file on it, can no longer be relied upon. */

/** SQLite's own numbers: the file may not be written, the disk failed, is full, or gave back what is no database. */
const disk = { readonly: 8, io: 10, corrupt: 11, full: 13, notDatabase: 26 } as const;

const ofDisk: ReadonlySet<number> = new Set(Object.values(disk));

/** @returns false for what a request may meet on a sound disk: a constraint, or somebody else who is writing. */
export function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  // The lowest byte is the kind, what is above it says more of the same kind.
  return typeof error.errcode === 'number' && ofDisk.has(error.errcode & 0xff);
}
