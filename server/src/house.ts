/** The house put together: journal, people, rooms, the sample where it is wanted, and the two doors. main.ts runs it. */
import { join } from 'node:path';

import type { DraftId } from '@gloss/shared/words/ids';
import { getRequestListener } from '@hono/node-server';

import packageFile from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';
import { wantsSample } from './config.ts';
import { addressRule } from './gate/address.ts';
import { buildApp } from './gate/http.ts';
import { originRule } from './gate/origin.ts';
import { acceptSockets } from './gate/upgrade.ts';
import type { Answered, HttpWorld } from './gate/world.ts';
import { journalError } from './journal/journal-error.ts';
import type { WaitingJournal } from './journal/sqlite-journal.ts';
import type { Log } from './log/log.ts';
import {
  watchedActs,
  watchedEntry,
  watchedRooms,
  watchedSockets,
} from './metrics/metered-rooms.ts';
import type { Operations } from './operations.ts';
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
  readonly journal: WaitingJournal;
  readonly baseUrl: URL;
  readonly log: Log;
  readonly operations: Operations;
  /** Called when the disk refused a write: nothing more may be promised, the process has to end. */
  readonly fail: (error: unknown) => void;
}

const { version } = packageFile;

const clientDir = join(import.meta.dirname, '../../client/dist');

/** Loaded when a file first comes: the parsers behind it would cost every start half a second. */
const importFile: HttpWorld['importFile'] = async (file) =>
  (await import('./exchange/import.ts')).importFile(file);

const reviseByFile: HttpWorld['reviseByFile'] = async (wanted) =>
  (await import('./exchange/revise.ts')).reviseByFile(wanted);

/** Opens everything and lets people in. Whoever knocks on `server` before that waits. */
export async function openHouse(server: WaitingServer, settings: HouseSettings): Promise<House> {
  const { config, journal, baseUrl, log, operations, fail } = settings;
  const { health, meters } = operations;
  const now = () => Date.now();
  const complain = (sentence: string) => log.warn({ event: 'auth-complaint' }, sentence);
  const people = await openPeople({
    dataDir: config.dataDir,
    baseUrl,
    now,
    complain,
    // The same file as the journal's, so the same sentence.
    fail: (error) => fail(journalError(error)),
  });
  let isClosed = false;
  const house = {
    people,
    journal,
    log,
    now,
    // Whoever still wants something of a journal that was closed in order is told no. Nothing failed.
    fail: (error: unknown) => {
      if (!isClosed) fail(error);
    },
  };
  const isSampleNew = wantsSample(config, baseUrl) && (await makeSample(house));
  const rooms = openRooms(house);

  const gate = {
    originAllowed: originRule(baseUrl),
    addressOf: addressRule(config.trustProxy),
    limits: config.limits,
  };
  // Beside the sockets, those who only read pages: each a connection or two, for seconds.
  server.http.maxConnections = config.limits.sockets * 2;
  const tallies = (drafts: readonly DraftId[]) => countedTallies(journal, drafts, log);
  const record: HttpWorld['record'] = (query) => journal.record(query);
  const watch = { meters, log };
  const world = {
    people: { ...people, enter: watchedEntry(people.enter, watch) },
    rooms: { ...rooms, act: watchedActs(rooms.act, watch) },
    onAnswered: (answered: Answered) => meters.observer?.request(answered),
    tallies,
    record,
    importFile,
    reviseByFile,
    ...gate,
    baseUrl,
    clientDir,
    log,
    now,
  };
  const epochOf = async (draft: DraftId) => (await people.draftRow(draft))?.epoch ?? null;
  const sockets = acceptSockets(server.http, {
    rooms: { ...watchedRooms(rooms, watch), giveUp: rooms.giveUp },
    people,
    epochOf,
    log,
    ...gate,
    ...watchedSockets(watch),
  });
  await operations.expose({
    dataDir: config.dataDir,
    version,
    openDrafts: () => rooms.opened,
    waiting: () => journal.waiting,
    sessions: () => people.sessions(),
  });
  server.open(getRequestListener(buildApp(world).fetch));
  health.becomes('ready');

  return {
    people,
    isSampleNew,
    close: async () => {
      health.becomes('stopping');
      log.info({ event: 'stopping', sockets: sockets.open }, 'Gloss sends everybody home.');
      server.http.close();
      await sockets.close();
      server.http.closeAllConnections();
      await rooms.close();
      isClosed = true;
      await journal.close();
      await people.close();
      log.info({ event: 'stopped' }, 'Everything is on disk and closed.');
    },
  };
}
