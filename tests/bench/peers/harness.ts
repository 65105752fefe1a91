/** Runs the harness that measures servers side by side, with its own options and our adapter. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installPeers } from './install.ts';
import { harnessFolder, peersFolder, traceFile } from './places.ts';

/** Sockets of the largest workload, W3, and what else a process has open. */
const wantedFiles = 4500;

/** Below those of tests/stage/port.ts; three for each start. */
const firstPort = 17_000;

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
    ['-c', 'ulimit -n "$(ulimit -Hn)"; exec "$@"', 'sh', ...program, ...withDefaults(asked)],
    {
      stdio: ['ignore', quietly ? 'ignore' : 'inherit', quietly ? 'ignore' : 'inherit'],
      env: { ...process.env, BENCH_HARNESS: folder, BENCH_PEERS: peersFolder() },
    },
  );
  const [code] = (await once(run, 'exit')) as [number | null];
  return code ?? 1;
}

/** Ports that our tests do not take, and, for the history of W4, a real one where it can be had. */
function withDefaults(asked: readonly string[]): readonly string[] {
  const trace = traceFile();
  const isHistory = asked[0] === 'w4' && (valueOf(asked, '--kind') ?? 'history') === 'history';
  const wantsTrace = isHistory && trace !== null && valueOf(asked, '--trace') === undefined;
  return [
    ...asked,
    ...(valueOf(asked, '--port') === undefined ? ['--port', String(firstPort)] : []),
    ...(wantsTrace ? ['--trace', trace] : []),
  ];
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
