/** A house under examination: its database, read only, and what is known of its people. */
import type { DatabaseSync } from 'node:sqlite';

import type { AccountId } from '@gloss/shared/words/ids';

import type { Tables } from '../journal/sqlite-tables.ts';
import type { Findings } from './finding.ts';

export interface Examined {
  readonly file: DatabaseSync;
  readonly tables: Tables;
  /** Who there is. */
  readonly accounts: ReadonlySet<AccountId>;
  readonly findings: Findings;
}
