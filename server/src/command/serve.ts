/** `gloss serve`: runs a house until it is told to end. What no server needs is loaded when it is needed (main.ts). */
import { flushCompileCache } from 'node:module';

import type { Command } from 'commander';

import type { Config } from '../config.ts';
import { baseUrlOf } from '../config.ts';
import { endOnErrors, endOnSignals, fail } from '../ending.ts';
import { openFolder } from '../folder.ts';
import type { House } from '../house.ts';
import { checkDiskKind } from '../journal/disk-kind.ts';
import { spareMemory } from '../journal/spare-memory.ts';
import { configFor } from './settings.ts';
import { say } from './terminal.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve Gloss until Ctrl-C; what is done where no command is named')
    .action(() => serve(configFor()));
}

async function serve(config: Config): Promise<void> {
  endOnErrors();
  const ending = endOnSignals();
  const [{ stderrLog }, { operationsFor }, { waitingServer }, { listen }, { openSqliteJournal }] =
    await Promise.all([
      import('../log/stderr-log.ts'),
      import('../operations.ts'),
      import('../waiting-server.ts'),
      import('../listen.ts'),
      import('../journal/sqlite-journal.ts'),
    ]);
  const log = stderrLog(config.logLevel);
  const operations = operationsFor(config);
  const server = waitingServer(operations.answers);
  const failing = (error: unknown): void => {
    operations.health.becomes('failed');
    log.error({ event: 'storage-failed', error }, 'The journal cannot go on.');
    fail(error);
  };
  // The journal's thread starts while most of the code is loaded, and touches nothing before the port is ours.
  const { promise: mayOpen, resolve: open } = Promise.withResolvers<void>();
  const opening = openSqliteJournal(
    config.dataDir,
    {
      fail: failing,
      complain: (sentence) => log.warn({ event: 'journal-complaint' }, sentence),
      watch: operations.meters,
    },
    mayOpen,
  );
  const { openHouse } = await import('../house.ts');
  const port = await listen(server.http, config);
  log.info({ event: 'started', port }, 'Gloss opens its data folder.');
  const baseUrl = baseUrlOf(config, port);
  openFolder(config.dataDir);
  const diskWarning = checkDiskKind(config.dataDir, config.allowNetworkDisk);
  if (diskWarning !== null) log.warn({ event: 'journal-complaint' }, diskWarning);
  open();
  const journal = await opening;
  const settings = { config, journal, baseUrl, log, operations, fail: failing };
  const house = await openHouse(server, settings);
  ending.closing(house);
  log.info({ event: 'ready' }, 'People can come in.');
  say([`Gloss is ready at ${baseUrl.origin}`, ...(await firstLines(house))]);
  // Compiled once, where the launcher says so: the next start takes about half the time, also after a crash.
  flushCompileCache();
  // What it took to get here is a third of the heap.
  spareMemory();
}

/** After the sample was made: its links. Before the first account: the set-up link. Later: how to get links. */
async function firstLines({ people, isSampleNew }: House): Promise<string[]> {
  const { freshLinks, setupLines } = await import('../sign-in-links.ts');
  if (isSampleNew) return freshLinks(people);
  const setup = await setupLines(people);
  return setup.length > 0 ? setup : ['Fresh sign-in links: npm start -- links'];
}
