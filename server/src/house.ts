/** The house put together: journal, people, rooms, the sample where it is wanted, and the two doors. main.ts runs it. */
import { join } from 'node:path';

import type { DraftId } from '@gloss/shared/words/ids';
import { getRequestListener } from '@hono/node-server';

import type { Config } from './config.ts';
import { wantsSample } from './config.ts';
import { addressRule } from './gate/address.ts';
import { buildApp } from './gate/http.ts';
import { originRule } from './gate/origin.ts';
import { acceptSockets } from './gate/upgrade.ts';
import type { HttpWorld, Log } from './gate/world.ts';
import type { Journal } from './journal/journal.ts';
import { openPeople } from './people/people.ts';
import type { People } from './people/people.ts';
import { openRooms } from './room/rooms.ts';
import { countedTallies } from './room/tallies.ts';
import { makeSample } from './sample/sample.ts';
import type { WaitingServer } from './waiting-server.ts';

export interface House {
  readonly people: People;
  /** Whether this opening made the sample. */
  readonly isSampleNew: boolean;
  /** No new sockets, the open ones told to come back, everything on disk, files closed. */
  close(): Promise<void>;
}

export interface HouseSettings {
  readonly config: Config;
  /** Of the configured folder; closed with the house. */
  readonly journal: Journal;
  readonly baseUrl: URL;
  readonly log: Log;
  /** Called when the disk refused a write: nothing more may be promised, the process has to end. */
  readonly fail: (error: unknown) => void;
}

const clientDir = join(import.meta.dirname, '../../client/dist');

/** Loaded when a file first comes: the parsers behind it would cost every start half a second. */
const importFile: HttpWorld['importFile'] = async (file) =>
  (await import('./exchange/import.ts')).importFile(file);

/** Opens everything and lets people in. Whoever knocks on `server` before that waits. */
export async function openHouse(server: WaitingServer, settings: HouseSettings): Promise<House> {
  const { config, journal, baseUrl, log, fail } = settings;
  const now = () => Date.now();
  const complain = (sentence: string) => log.warn({}, sentence);
  const people = await openPeople({ dataDir: config.dataDir, baseUrl, now, complain });
  const house = { people, journal, log, now, fail };
  const isSampleNew = wantsSample(config, baseUrl) && (await makeSample(house));
  const rooms = openRooms(house);

  const gate = {
    originAllowed: originRule(baseUrl),
    addressOf: addressRule(config.trustProxy),
    limits: config.limits,
  };
  // Beside the sockets, those who only read pages: each a connection or two, for seconds.
  server.http.maxConnections = config.limits.sockets * 2;
  const tallies = () => countedTallies(journal, log);
  const record: HttpWorld['record'] = (query) => journal.record(query);
  const world = {
    people,
    rooms,
    tallies,
    record,
    importFile,
    ...gate,
    baseUrl,
    clientDir,
    log,
    now,
  };
  const epochOf = async (draft: DraftId) => (await people.draftRow(draft))?.epoch ?? null;
  const sockets = acceptSockets(server.http, { rooms, people, epochOf, log, ...gate });
  server.open(getRequestListener(buildApp(world).fetch));

  return {
    people,
    isSampleNew,
    close: async () => {
      server.http.close();
      await sockets.close();
      await rooms.close();
      await journal.close();
      await people.close();
      server.http.closeAllConnections();
    },
  };
}
