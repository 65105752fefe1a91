/** The configuration as commands use it: from the environment, with the folder of the command line going before DATA_DIR. */
import { resolve } from 'node:path';

import { Option } from 'commander';

import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';

/** What every command takes that works on a data folder. */
export interface FolderOptions {
  readonly dataDir?: string;
}

/** @returns the option `--data-dir`. */
export function dataDirOption(): Option {
  return new Option('--data-dir <folder>', 'the data folder; otherwise DATA_DIR, otherwise ./data');
}

/** @returns the settings of this process. Throws with one readable line for each bad variable. */
export function configFor({ dataDir }: FolderOptions = {}): Config {
  const read = readConfig(process.env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return dataDir === undefined ? read.config : { ...read.config, dataDir: pathFrom(dataDir) };
}

/** @returns a path as the caller meant it: the launcher works in the checkout, wherever it was called from. */
export function pathFrom(path: string): string {
  return resolve(process.env['GLOSS_CALLED_FROM'] ?? '.', path);
}
