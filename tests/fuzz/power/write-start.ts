/** A program to be traced: the first start of a house with its sample, then an orderly end and a second start. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { until } from '../../stage/until.ts';
import { say } from './facts.ts';
import { secretOf } from './read-start.ts';

const dataDir = process.env['DATA_DIR'] ?? '';
let printed = '';
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = (words: string | Uint8Array) => {
  printed += words.toString();
  return print(words);
};
process.argv.splice(2);
await import(new URL('../../../server/src/main.ts', import.meta.url).href);
await until('the house is ready', () => printed.includes('Gloss is ready'));
say('did', [
  { key: 'house-id', value: readFileSync(join(dataDir, 'house-id'), 'utf8') },
  { key: 'secret', value: secretOf(dataDir) },
]);
process.kill(process.pid, 'SIGTERM');
