/** Where things lie that are not in this repository: the harness, real editing traces, and the peers once installed. */
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The checkout this file is in. */
export const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** @returns the folder of the harness, which BENCH_HARNESS names, or which lies beside the checkout; null where there is none. */
export function harnessFolder(): string | null {
  const folder = resolve(process.env['BENCH_HARNESS'] || join(checkout, '../shared/bench'));
  return existsSync(join(folder, 'bench.mjs')) ? realpathSync(folder) : null;
}

/** @returns the same as the beginning of the addresses of its modules; throws where there is none. */
export function harnessUrl(): URL {
  const folder = harnessFolder();
  if (folder === null) throw new Error('The harness is not there.');
  return pathToFileURL(`${folder}/`);
}

/** @returns a paper typed key by key, 260,000 edits (josephg/editing-traces); null where it does not lie beside the checkout. */
export function traceFile(): string | null {
  const file = join(checkout, '../shared/corpora/editing-traces/automerge-paper.json.gz');
  return existsSync(file) ? file : null;
}

/** @returns the folder that holds the peers, each in a folder of its own: BENCH_PEERS, or one in the user's cache. */
export function peersFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return resolve(process.env['BENCH_PEERS'] || join(cache, 'gloss-bench-peers'));
}
