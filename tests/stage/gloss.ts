/** The command line as an operator calls it: a process of its own, with what it printed and its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const main = new URL('../../server/src/main.ts', import.meta.url).pathname;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `gloss <words>` with these variables beside the usual ones; resolves when it has ended. */
export async function gloss(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const running = spawn(process.execPath, [main, ...words], {
    // Vitest has a BASE_URL of its own; an empty variable is one that is not set.
    env: {
      ...process.env,
      BASE_URL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    running[stream].on('data', (bytes: Buffer) => (printed[stream] += bytes.toString()));
  await once(running, 'close');
  return { code: running.exitCode, ...printed };
}
