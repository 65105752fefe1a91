/** Why the journal could not do what it was asked. It crosses the border of the worker thread as plain words. */

/**
 * broken: what is stored is not what was written. out-of-order: a gap or a fork, a bug of the caller. different: a
 * checkpoint that does not say what the journal says. storage: the disk or SQLite said no. full: there is no room left
 * on the disk. stopped: nothing is taken any more. refused: this data folder is not for this program; the message is a sentence for the operator.
 */
export type JournalErrorCode =
  | 'broken'
  | 'out-of-order'
  | 'different'
  | 'storage'
  | 'full'
  | 'stopped'
  | 'refused';

export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** SQLite's own numbers, in the lowest byte: the disk failed, the database or disk is full, a file cannot be opened. */
const sqlite = { io: 10, full: 13, cannotOpen: 14 } as const;

/** @returns the error itself where it is one of ours; otherwise a storage error that names its cause. */
export function journalError(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const isFull = sqliteCodeOf(error) === sqlite.full || isNoSpace(error);
  return new JournalError(isFull ? 'full' : 'storage', said, { cause: error });
}

/** A disk with less than this free is as good as full: SQLite and the file system take room in pieces. */
export const nearlyFullBytes = 4 * 1024 * 1024;

/** Where a file beside the database cannot grow SQLite calls it an error of the disk, which a full disk need not have. */
export function isForWantOfRoom({ code, cause }: JournalError, freeBytes: number): boolean {
  if (code === 'full') return true;
  const said = sqliteCodeOf(cause);
  return freeBytes < nearlyFullBytes && (said === sqlite.io || said === sqlite.cannotOpen);
}

/** @returns SQLite's own number for the kind of an error: the lowest byte, what is above it says more of the same kind. */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

function isNoSpace(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
