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

/** SQLite's own number for "database or disk is full". */
const sqliteFull = 13;

/** @returns the error itself where it is one of ours; otherwise a storage error that names its cause. */
export function journalError(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const isFull = error instanceof Error && 'errcode' in error && error.errcode === sqliteFull;
  return new JournalError(isFull ? 'full' : 'storage', said, { cause: error });
}
