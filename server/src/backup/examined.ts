/** A house under examination: its database, read only, and where findings go. */
import type { DatabaseSync } from 'node:sqlite';

import type { AccountId } from '@gloss/shared/words/ids';

import type { Tables } from '../journal/sqlite-tables.ts';
import type { Findings } from './finding.ts';

export interface Examined {
  readonly file: DatabaseSync;
  readonly tables: Tables;
  /** Asked of the database at that moment: people may join while a running house is walked. */
  readonly isAccount: (account: AccountId) => boolean;
  readonly findings: Findings;
}
