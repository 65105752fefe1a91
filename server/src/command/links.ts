/** `gloss links`: fresh sign-in links, also while the house runs: links live in the database, which both may write. */
import type { Command } from 'commander';

import { baseUrlOf } from '../config.ts';
import { openFolder } from '../folder.ts';
import { refuseDamagedLogBeside } from '../journal/checked-log.ts';
import type { FolderOptions } from './settings.ts';
import { configFor, dataDirOption } from './settings.ts';
import { say } from './terminal.ts';

export function addLinks(program: Command): void {
  program
    .command('links')
    .description('print a fresh sign-in link for every account, good once within an hour')
    .addOption(dataDirOption())
    .action(printLinks);
}

async function printLinks(options: FolderOptions): Promise<void> {
  const config = configFor(options);
  const { dataDir, port } = config;
  openFolder(dataDir, 'gloss.sqlite');
  refuseDamagedLogBeside(dataDir);
  const baseUrl = baseUrlOf(config, port);
  const complain = (sentence: string) => say([sentence]);
  const [{ openPeople }, { freshLinks, setupLines }] = await Promise.all([
    import('../people/people.ts'),
    import('../sign-in-links.ts'),
  ]);
  const people = await openPeople({ dataDir, baseUrl, now: () => Date.now(), complain });
  say([...(await freshLinks(people)), ...(await setupLines(people))]);
  await people.close();
}
