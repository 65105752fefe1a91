import type { limitNames } from '@gloss/server/gate/limits';

/** Limits that stay: no run comes near them. */
type Kept = 'LIMIT_SOCKETS' | 'LIMIT_FILES_PER_MINUTE';

/**
 * The limits that a run lifts, because all clients of the harness are one account at one address, and feed as fast as they
 * can. Nothing else is lifted: every update is judged, frames and texts keep their size, and slow readers their end.
 */
export const liftedLimits = {
  LIMIT_SOCKETS_PER_ACCOUNT: '0',
  LIMIT_SOCKETS_PER_ADDRESS: '0',
  LIMIT_UPGRADES_PER_SECOND: '0',
  LIMIT_UPDATES_PER_SECOND: '0',
  LIMIT_PRESENCE_PER_SECOND: '0',
  LIMIT_BYTES_PER_SECOND: '0',
  LIMIT_WORK_MS_PER_SECOND: '0',
  LIMIT_REQUESTS_PER_SECOND: '0',
  LIMIT_CHANGES_PER_SECOND: '0',
  LIMIT_LAG_MS: '0',
} as const satisfies Record<Exclude<keyof typeof limitNames, Kept>, '0'>;
