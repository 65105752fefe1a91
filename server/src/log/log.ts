/**
 * What a house writes to its log: one line for each event, under a name that stays. Ids, codes and counts only: no words of
 * a text or a thread, no name, address, file name, token or cookie. stderr-log.ts writes it.
 */

/** README.md ("Logs") says at which level each is written and what it asks for. */
export type LogEvent =
  | 'started'
  | 'ready'
  | 'stopping'
  | 'stopped'
  | 'storage-failed'
  | 'journal-complaint'
  | 'auth-complaint'
  | 'checkpoint-failed'
  | 'draft-unreadable'
  | 'draft-given-up'
  | 'draft-not-left'
  | 'tally-recounted'
  | 'request'
  | 'request-failed'
  | 'signed-in'
  | 'sign-in-refused'
  | 'socket-turned-away'
  | 'socket-closed'
  | 'socket-failed'
  | 'edit-refused';

/** What a line says besides its sentence. An `error` is written without its message: that may quote the text. */
export type Facts = { readonly event: LogEvent } & Readonly<Record<string, unknown>>;

export interface Log {
  debug(facts: Facts, sentence: string): void;
  info(facts: Facts, sentence: string): void;
  warn(facts: Facts, sentence: string): void;
  error(facts: Facts, sentence: string): void;
}

/** For whoever wants none. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
