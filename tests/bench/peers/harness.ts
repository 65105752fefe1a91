/** Runs the harness that measures servers side by side, with its own options and our adapter. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { firstOfFreePorts } from './free-ports.ts';
import { installPeers } from './install.ts';
import { harnessFolder, peersFolder, traceFile } from './places.ts';

/** Sockets of the largest workload, W3, and what else a process has open. */
const wantedFiles = 4500;

/** Each run of each server has so many. */
const portsEach = 3;
const repeatsUnlessAsked = 3;

const preload = fileURLToPath(new URL('preload.ts', import.meta.url));

export const missingHarness =
  'The harness that measures Gloss and its peers is not here: put it beside the checkout as ../shared/bench, or name its folder in BENCH_HARNESS.';

/**
 * Runs `bench.mjs` with these arguments, such as `['w1', '--servers', 'floor,project']`; its output goes to ours, or, with
 * `quietly`, only its complaints do.
 *
 * @returns the exit code; 1 where there is no harness.
 */
export async function runHarness(
  asked: readonly string[],
  { quietly = false }: { quietly?: boolean } = {},
): Promise<number> {
  const folder = harnessFolder();
  if (folder === null) return complain(missingHarness);
  installPeers(valueOf(asked, '--servers')?.split(',') ?? []);
  if (mostFiles() < wantedFiles)
    complain(
      `A process may open ${mostFiles()} files here; W3 needs ${wantedFiles} and fails without (ulimit -n).`,
    );
  const program = [process.execPath, '--import', preload, join(folder, 'bench.mjs')];
  const run = spawn(
    'sh',
    [
      '-c',
      'ulimit -n "$(ulimit -Hn)"; exec "$@"',
      'sh',
      ...program,
      ...(await withDefaults(asked)),
    ],
    {
      stdio: ['ignore', quietly ? 'ignore' : 'inherit', quietly ? 'ignore' : 'inherit'],
      env: { ...process.env, BENCH_HARNESS: folder, BENCH_PEERS: peersFolder() },
    },
  );
  const [code] = (await once(run, 'exit')) as [number | null];
  return code ?? 1;
}

/** Servers to compare, ports that nobody has, and, for the history of W4, a real one where it can be had. */
async function withDefaults(asked: readonly string[]): Promise<readonly string[]> {
  const servers = valueOf(asked, '--servers') ?? serversFor(asked[0]);
  const repeats = Number(valueOf(asked, '--repeat') ?? repeatsUnlessAsked);
  const ports = portsEach * servers.split(',').length * Math.max(1, repeats);
  const trace = traceFile();
  const isHistory = asked[0] === 'w4' && (valueOf(asked, '--kind') ?? 'history') === 'history';
  const wantsTrace = isHistory && trace !== null && valueOf(asked, '--trace') === undefined;
  return [
    ...asked,
    ...(valueOf(asked, '--servers') === undefined ? ['--servers', servers] : []),
    ...(valueOf(asked, '--port') === undefined
      ? ['--port', String(await firstOfFreePorts(ports))]
      : []),
    ...(wantsTrace ? ['--trace', trace] : []),
  ];
}

/** The floor keeps nothing on disk, so that it has nothing to open: there the sketch is what ours is compared with. */
function serversFor(workload: string | undefined): string {
  return workload === 'w4' ? 'sketch,project' : 'floor,project';
}

function valueOf(asked: readonly string[], option: string): string | undefined {
  const at = asked.indexOf(option);
  return at === -1 ? undefined : asked[at + 1];
}

/** How many files a process of ours may have open, once it asks for all it can get. */
function mostFiles(): number {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1];
    return hard === 'unlimited' ? Infinity : Number(hard);
  } catch {
    return Infinity;
  }
}

function complain(sentence: string): 1 {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
