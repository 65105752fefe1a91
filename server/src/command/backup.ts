/** `gloss backup create|verify|restore`. */
import { statSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import type { BackupReport } from '../backup/examine.ts';
import { stop } from '../ending.ts';
import { openFolder } from '../folder.ts';
import { givePrecedence } from './precedence.ts';
import type { Steps } from './progress.ts';
import { showSteps } from './progress.ts';
import { printReport } from './report.ts';
import type { FolderOptions } from './settings.ts';
import { configFor, dataDirOption, pathFrom } from './settings.ts';
import { say } from './terminal.ts';

export function addBackup(program: Command): void {
  const backup = program
    .command('backup')
    .description('make a backup while Gloss runs, examine one, restore one')
    .addHelpText(
      'after',
      `
A backup is one tar file: the database, the secret and the name of the house, with a manifest of what is in it. Whoever has
it can read every draft: keep it as you keep the data folder.

Examples:
  gloss backup create --to /backups/
  gloss backup verify /backups/gloss-20261122T103000Z.tar
  gloss backup restore /backups/gloss-20261122T103000Z.tar --data-dir /srv/gloss`,
    );
  backup
    .command('create')
    .description('make a backup, also while people write; what was saved before is in it')
    .addOption(dataDirOption())
    .option('--to <path>', 'the file to make, or the folder to make it in', '.')
    .action(create);
  backup
    .command('verify <file>')
    .description('examine a backup: every byte of it, and every document in it')
    .option('--json', 'a report for machines')
    .action(verify);
  backup
    .command('restore <file>')
    .description('put a backup into a data folder that no Gloss runs on')
    .addOption(dataDirOption())
    .option('--replace', 'put the house in the folder aside, under before-restore-<when>')
    .option('--despite-findings', 'also where something was wrong when the backup was made')
    .addHelpText(
      'after',
      `
The backup is examined first. Restored drafts have a new epoch: browsers that hold newer words keep them for their writers,
who may propose them, and load the restored text. Everybody is signed out; fresh links: gloss links`,
    )
    .action(restore);
}

async function create({ to, ...options }: FolderOptions & { to: string }): Promise<void> {
  const { dataDir } = configFor(options);
  openFolder(dataDir, 'gloss.sqlite');
  givePrecedence();
  const steps = showSteps();
  endOnSignals(steps, 'The backup was cut short; nothing was kept of it.');
  const { createBackup } = await import('../backup/create.ts');
  const path = fileIn(pathFrom(to), new Date());
  try {
    const { step } = steps;
    const made = await createBackup({ dataDir, path, now: () => Date.now(), step });
    steps.end();
    const { manifest, bytes, checked, findings } = made;
    say([
      `${path}: ${sizeOf(bytes)}, ${manifest.documents.length} documents, read back and whole.`,
    ]);
    if (findings.length > 0) printReport({ checked, findings }, false);
  } finally {
    steps.end();
  }
}

async function verify(file: string, { json = false }: { json?: boolean }): Promise<void> {
  const steps = showSteps();
  endOnSignals(steps, 'The backup was not examined to its end; what was unpacked is removed.');
  const { examineBackup } = await import('../backup/examine.ts');
  const path = existing(file);
  try {
    const report = await examineBackup(path, steps.step);
    steps.end();
    const { manifest, isWhole } = report;
    if (!json && manifest) say([`${path}: made at ${manifest.madeAt} by Gloss ${manifest.gloss}.`]);
    printReport(report, json, { isWhole, madeAt: manifest?.madeAt ?? null });
  } finally {
    steps.end();
  }
}

/**
 * Ctrl-C, an end from outside, a terminal that is gone: from now on they end the process with a sentence, as an exit. Whoever
 * has put the words of a house somewhere removes them there.
 */
function endOnSignals(steps: Steps, sentence: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      steps.end();
      stop(sentence);
    });
}

interface RestoreOptions extends FolderOptions {
  readonly replace?: boolean;
  readonly despiteFindings?: boolean;
}

async function restore(file: string, options: RestoreOptions): Promise<void> {
  const { replace = false, despiteFindings = false, ...folder } = options;
  const { dataDir } = configFor(folder);
  const { restoreBackup } = await import('../backup/restore.ts');
  const steps = showSteps();
  try {
    const { step } = steps;
    const now = () => Date.now();
    const path = existing(file);
    const done = await restoreBackup({ path, dataDir, replace, despiteFindings, now, step });
    steps.end();
    say([
      `${dataDir} is as it was at ${done.manifest.madeAt}: ${draftsIn(done)} drafts.`,
      ...(done.keptAside === null ? [] : [`What was there is in ${done.keptAside}.`]),
      'Everybody is signed out. Start Gloss; fresh sign-in links: gloss links',
    ]);
  } finally {
    steps.end();
  }
}

function draftsIn({ checked }: BackupReport): number {
  return checked['drafts'] ?? 0;
}

/** A folder gets a file named by the time. */
function fileIn(path: string, at: Date): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return path;
  return join(path, `gloss-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar`);
}

function existing(file: string): string {
  const path = pathFrom(file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
  throw new Error(`There is no file ${path}.`);
}

function sizeOf(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
