/** What the HTTP doors need of the house. main.ts brings it; tests bring their own. */
import type { DraftId, Instant } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';

import type { Imported } from '../exchange/import.ts';
import type { FileToBringIn, Revision } from '../exchange/revise.ts';
import type { Log } from '../log/log.ts';
import type { People } from '../people/people.ts';
import type { ReadRecord } from '../record/record.ts';
import type { Rooms } from '../room/rooms.ts';
import type { AddressRule } from './address.ts';
import type { Limits } from './limits.ts';
import type { OriginRule } from './origin.ts';

export interface Tally {
  readonly openThreads: number;
  readonly changedAt: Instant;
}

/** One answer of the HTTP door. */
export interface Answered {
  readonly method: string;
  /** The pattern of the address, never the address. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface HttpWorld {
  readonly people: People;
  readonly rooms: Pick<Rooms, 'create' | 'act' | 'content' | 'revise'>;
  /** What the home page shows of each draft without opening it; none for a draft nobody has changed yet. */
  tallies(drafts: readonly DraftId[]): Promise<ReadonlyMap<DraftId, Tally>>;
  importFile(file: { name: string; bytes: Uint8Array }): Promise<Ruling<Imported>>;
  reviseByFile(wanted: FileToBringIn): Promise<Ruling<Revision>>;
  /** What the journal recorded: every act. People have the rest. */
  readonly record: ReadRecord;
  readonly originAllowed: OriginRule;
  readonly addressOf: AddressRule;
  readonly limits: Limits;
  readonly baseUrl: URL;
  /** The built client. */
  readonly clientDir: string;
  readonly log: Log;
  /** Told of each answer, by the pattern of its address. */
  readonly onAnswered?: (answered: Answered) => void;
  /** For rates only. */
  readonly now: () => Instant;
}
