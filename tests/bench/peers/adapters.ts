/** Stands in for the harness' adapters.mjs (preload.ts): all of its adapters, and ours. */
import { fileURLToPath } from 'node:url';

import type { Adapter } from './adapter.ts';
import { harnessUrl } from './places.ts';
import { project } from './project.ts';

const { adapters: theirs } = (await import(new URL('adapters.mjs', harnessUrl()).href)) as {
  adapters: Readonly<Record<string, Adapter>>;
};
const preload = fileURLToPath(new URL('preload.ts', import.meta.url));

export const adapters: Readonly<Record<string, Adapter>> = {
  ...Object.fromEntries(
    Object.entries(theirs).map(([name, adapter]) => [name, withLibraries(adapter)]),
  ),
  project,
};

/** The harness' own servers want `ws` and `yjs`, and find them as the harness does. */
function withLibraries(adapter: Adapter): Adapter {
  const folder = fileURLToPath(harnessUrl());
  return {
    ...adapter,
    procs: async (run) =>
      (await adapter.procs(run)).map((process) =>
        process.args[0]?.startsWith(folder)
          ? { ...process, args: ['--import', preload, ...process.args] }
          : process,
      ),
  };
}
