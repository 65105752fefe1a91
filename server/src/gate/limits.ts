/**
 * How much the gate takes, where the client need not know. Each may be set by an environment variable (config.ts), and 0
 * takes a limit away: a benchmark wants that, nobody else. Sizes of frames and bodies are in shared/src/wire/limits.ts.
 */
export interface Limits {
  /** Open sync sockets of the whole house. A person has two for each draft in each window. */
  readonly sockets: number;
  /** Open sync sockets of one account: thirty windows. */
  readonly socketsPerAccount: number;
  /** Open sync sockets from one address. A whole institution may stand behind one. */
  readonly socketsPerAddress: number;
  /** New sync sockets from one address; `burst` of them at once, for after a restart everybody comes back. */
  readonly upgradesPerSecond: number;
  /**
   * Update messages of one socket; an account's sockets together may send twice that. Quick typing makes twenty; what was
   * written offline comes as one. More waits in the sender's own buffers, nothing of it is lost (see flow.ts).
   */
  readonly updatesPerSecond: number;
  /**
   * Everything else of one socket. A key, a click and a step of a selection are a message each, and stock clients repeat
   * what they hear of the others, twenty times a second.
   */
  readonly presencePerSecond: number;
  /** Bytes of one socket, after a burst of eight seconds' worth; an account's sockets together may send twice that. */
  readonly bytesPerSecond: number;
  /**
   * How long one socket may keep the server busy, in ms per second: some frames cost far more than their size. An account's
   * sockets together may do so twice as long.
   */
  readonly workMsPerSecond: number;
  /** HTTP requests of one account; an address may ask twenty times as often. */
  readonly requestsPerSecond: number;
  /** Acts, appointments and other changes of one account. */
  readonly changesPerSecond: number;
  /** Files brought in, and texts taken out, of one account: each costs a whole document. */
  readonly filesPerMinute: number;
  /** New sockets are asked to come later while the event loop runs behind by this much. */
  readonly lagMs: number;
}

export const defaultLimits: Limits = {
  sockets: 10_000,
  socketsPerAccount: 60,
  socketsPerAddress: 4000,
  upgradesPerSecond: 100,
  updatesPerSecond: 50,
  presencePerSecond: 100,
  bytesPerSecond: 2 * 1024 * 1024,
  workMsPerSecond: 100,
  requestsPerSecond: 20,
  changesPerSecond: 20,
  filesPerMinute: 20,
  lagMs: 500,
};

/** Environment variable → the limit it sets. */
export const limitNames = {
  LIMIT_SOCKETS: 'sockets',
  LIMIT_SOCKETS_PER_ACCOUNT: 'socketsPerAccount',
  LIMIT_SOCKETS_PER_ADDRESS: 'socketsPerAddress',
  LIMIT_UPGRADES_PER_SECOND: 'upgradesPerSecond',
  LIMIT_UPDATES_PER_SECOND: 'updatesPerSecond',
  LIMIT_PRESENCE_PER_SECOND: 'presencePerSecond',
  LIMIT_BYTES_PER_SECOND: 'bytesPerSecond',
  LIMIT_WORK_MS_PER_SECOND: 'workMsPerSecond',
  LIMIT_REQUESTS_PER_SECOND: 'requestsPerSecond',
  LIMIT_CHANGES_PER_SECOND: 'changesPerSecond',
  LIMIT_FILES_PER_MINUTE: 'filesPerMinute',
  LIMIT_LAG_MS: 'lagMs',
} as const satisfies Record<string, keyof Limits>;
