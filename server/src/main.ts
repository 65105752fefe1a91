/**
 * Runs a house as a process: `node server/src/main.ts` serves, `node server/src/main.ts links` prints sign-in links.
 * Whatever keeps it from starting is one readable line and exit code 1.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';

import { destination, pino } from 'pino';

import type { Config } from './config.ts';
import { baseUrlOf, readConfig } from './config.ts';
import { openFolder } from './folder.ts';
import type { House } from './house.ts';
import { openSqliteJournal } from './journal/sqlite-journal.ts';
import { listen } from './listen.ts';
import { freshLinks, setupLines } from './sign-in-links.ts';
import { waitingServer } from './waiting-server.ts';

/** How long the end may take before it is cut short. */
const goodbyeMs = 10_000;

/** One Ctrl-C may arrive twice, from the terminal and from the launcher; a later one is somebody's impatience. */
const sameSignalMs = 1000;

// Whoever reads our lines may stop reading early (`… links | head -1`); that is no reason to fall over.
process.stdout.on('error', () => undefined);
await main(process.argv[2]);

async function main(command: string | undefined): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) return stop(read.problems.join('\n'));
  try {
    if (command === undefined) await serve(read.config);
    else if (command === 'links') await printLinks(read.config);
    else stop(`There is no command "${command}". Use none to serve, or: links`);
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
}

async function serve(config: Config): Promise<void> {
  // To stderr, and at once: links are for people and stay alone on stdout.
  const log = pino({ level: config.logLevel }, destination({ dest: 2, sync: true }));
  const server = waitingServer();
  const port = await listen(server.http, config);
  const baseUrl = baseUrlOf(config, port);
  openFolder(config.dataDir);
  // The journal's thread starts while the rest of the house, most of its code, is loaded.
  const [journal, { openHouse }] = await Promise.all([
    openSqliteJournal(config.dataDir),
    import('./house.ts'),
  ]);
  const house = await openHouse(server, { config, journal, baseUrl, log, fail });
  endOnSignals(house);
  say([`Gloss is ready at ${baseUrl.origin}`, ...(await firstLines(house))]);
  // Compiled once, where the launcher says so: the next start takes about half the time, also after a crash.
  flushCompileCache();
}

/** After the sample was made: its links. Before the first account: the set-up link. Later: how to get links. */
async function firstLines({ people, isSampleNew }: House): Promise<string[]> {
  if (isSampleNew) return freshLinks(people);
  const setup = await setupLines(people);
  return setup.length > 0 ? setup : ['Fresh sign-in links: npm start -- links'];
}

/** Also while the house runs: links live in the database, which both processes may write. */
async function printLinks(config: Config): Promise<void> {
  const { dataDir, port } = config;
  openFolder(dataDir, 'gloss.sqlite');
  const baseUrl = baseUrlOf(config, port);
  const complain = (sentence: string) => say([sentence]);
  const { openPeople } = await import('./people/people.ts');
  const people = await openPeople({ dataDir, baseUrl, now: () => Date.now(), complain });
  say([...(await freshLinks(people)), ...(await setupLines(people))]);
  await people.close();
}

function endOnSignals(house: House): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.once('SIGINT', () => process.exit(1)), sameSignalMs).unref();
    setTimeout(
      () => stop('Gloss did not end in time; what was saved is saved.'),
      goodbyeMs,
    ).unref();
    house.close().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
}

/** Better down than lying: after a failed write nobody may be told "saved". Starting again replays the journal. */
function fail(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  stop(
    `Gloss stops, because it cannot write to its disk (${why}). Nothing that was saved is lost.`,
  );
}

function say(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

function stop(sentence: string): void {
  // Straight to the descriptor: a pipe's buffer would be lost with the process.
  writeSync(2, `${sentence}\n`);
  process.exit(1);
}
