/** `gloss doctor`: settings, disk, versions: what a support call would ask first. */
import type { Command } from 'commander';

import { readConfig } from '../config.ts';
import type { Advice } from './doctor/advice.ts';
import type { FolderOptions } from './settings.ts';
import { dataDirOption, pathFrom } from './settings.ts';
import { say } from './terminal.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at settings, disk and versions, and say what to do')
    .addOption(dataDirOption())
    .option('--json', 'a report for machines')
    .addHelpText(
      'after',
      `
Run it with the same variables as the server. Ends with 1 where something is wrong.

Examples:
  gloss doctor
  BASE_URL=https://drafts.example.org gloss doctor --json`,
    )
    .action(doctor);
}

async function doctor({
  json = false,
  dataDir,
}: FolderOptions & { json?: boolean }): Promise<void> {
  const advice = await examine(dataDir === undefined ? undefined : pathFrom(dataDir));
  const isWrong = advice.some(({ is }) => is === 'wrong');
  if (isWrong) process.exitCode = 1;
  say(json ? [JSON.stringify({ ok: !isWrong, advice }, null, 2)] : advice.flatMap(linesOf));
}

async function examine(dataDir: string | undefined): Promise<Advice[]> {
  const [settings, folder, machine] = await Promise.all([
    import('./doctor/settings.ts'),
    import('./doctor/folder.ts'),
    import('./doctor/machine.ts'),
  ]);
  const advice = settings.adviseOnSettings(process.env);
  advice.push(...machine.adviseOnVersions());
  const read = readConfig(process.env);
  // What does not fit is named above; the rest can still be looked at where the folder is known.
  if (!read.ok && dataDir === undefined) return advice;
  const config = read.ok ? read.config : undefined;
  const found = folder.adviseOnFolder(dataDir ?? config?.dataDir ?? '', Date.now());
  advice.push(...found.advice);
  if (config)
    advice.push(
      await machine.adviseOnPort(config, found.isInUse),
      ...machine.adviseOnAddress(config),
    );
  return advice;
}

function linesOf({ is, about, says, todo }: Advice): string[] {
  const mark = is === 'wrong' ? 'WRONG' : is.padEnd(5);
  return [`${mark} ${about}: ${says}`, ...(todo === undefined ? [] : [`      ${todo}`])];
}
