/** How a server ends: when it is asked to, and when its disk refuses a write. main.ts ends what never got that far. */
import { writeSync } from 'node:fs';

import type { House } from './house.ts';

/** How long the end may take before it is cut short. */
const goodbyeMs = 10_000;

/** One Ctrl-C may arrive twice, from the terminal and from the launcher; a later one is somebody's impatience. */
const sameSignalMs = 1000;

/** From now on SIGINT and SIGTERM end the house in order, with code 0. */
export function endOnSignals(house: Pick<House, 'close'>): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.once('SIGINT', () => process.exit(1)), sameSignalMs).unref();
    setTimeout(
      () => stop('Gloss did not end in time; what was saved is saved.'),
      goodbyeMs,
    ).unref();
    house.close().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
}

/** Better down than lying: after a failed write nobody may be told "saved". Starting again replays the journal. */
export function fail(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  stop(
    `Gloss stops, because it cannot write to its disk (${why}). Nothing that was saved is lost.`,
  );
}

/** Ends the process at once with one sentence and a code: 1 something failed, 2 it was called wrongly. */
export function stop(sentence: string, code: 1 | 2 = 1): never {
  // Straight to the descriptor: a pipe's buffer would be lost with the process.
  writeSync(2, `${sentence}\n`);
  process.exit(code);
}
