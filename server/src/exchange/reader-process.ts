/**
 * The process that `apart.ts` starts for one file. Its own thread only watches, so that it hears when the server is gone and
 * ends with it, however long the file would still take; a second one reads.
 */
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Told, Wanted } from './apart.ts';

process.once('disconnect', () => process.exit());
// Whoever ends a server at its terminal tells its whole group: what becomes of this file is the server's to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('message', read);
comeLast();

/** Whoever types comes before whoever brings a file; and a system that runs out of memory takes this process, not the server. */
function comeLast(): void {
  const steps = [
    () => setPriority(constants.priority.PRIORITY_BELOW_NORMAL),
    () => writeFileSync('/proc/self/oom_score_adj', '1000'),
  ];
  for (const step of steps)
    try {
      step();
    } catch {
      // Only Linux has the second, and a container may allow neither.
    }
}

function read({ reader, given, mostMemoryMb }: Wanted): void {
  const thread = new Worker(new URL(reader), {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
  thread.once('message', (ruling: Extract<Told, { is: 'answer' }>['ruling']) =>
    tell({ is: 'answer', ruling }),
  );
  thread.once('error', ({ code, message }: NodeJS.ErrnoException) =>
    tell(code === 'ERR_WORKER_OUT_OF_MEMORY' ? { is: 'too-much' } : { is: 'fault', message }),
  );
  thread.once('exit', () =>
    tell({ is: 'fault', message: 'The reader of files ended without an answer.' }),
  );
}

let hasTold = false;

function tell(told: Told): void {
  if (hasTold) return;
  hasTold = true;
  process.send?.(told, undefined, undefined, () => process.exit());
}
