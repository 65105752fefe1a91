/** `gloss verify`: walks everything in a data folder and says what is wrong, without changing anything. */
import type { Command } from 'commander';

import { openFolder } from '../folder.ts';
import { givePrecedence } from './precedence.ts';
import { showSteps } from './progress.ts';
import { printReport } from './report.ts';
import type { FolderOptions } from './settings.ts';
import { configFor, dataDirOption } from './settings.ts';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('examine every document and table of a data folder, also while Gloss runs')
    .addOption(dataDirOption())
    .option('--json', 'a report for machines')
    .addHelpText(
      'after',
      `
Ends with 0 where nothing is wrong, with 1 where something is. Each finding says what it is about and what to do.

Examples:
  gloss verify
  gloss verify --data-dir /srv/gloss --json`,
    )
    .action(verify);
}

async function verify({ json = false, ...options }: FolderOptions & { json?: boolean }) {
  const { dataDir } = configFor(options);
  openFolder(dataDir, 'gloss.sqlite');
  givePrecedence();
  const { checkHouse } = await import('../backup/check-house.ts');
  const steps = showSteps();
  const { checked, findings } = checkHouse(dataDir, steps.step('Reading drafts'));
  steps.end();
  printReport({ checked, findings }, json, { dataDir });
}
