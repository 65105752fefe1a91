/** How a server ends: when it is asked to, when its disk refuses a write, and when its own code fails. Always with one sentence. */
import { writeSync } from 'node:fs';

import type { House } from './house.ts';
import { JournalError } from './journal/journal-error.ts';

/** How long the end may take before it is cut short. */
const goodbyeMs = 10_000;

/** One Ctrl-C may arrive twice, from the terminal and from the launcher; a later one is somebody's impatience. */
const sameSignalMs = 1000;

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * From now on SIGINT and SIGTERM end the process with code 0: at once while nothing is open, and in order once `close` was
 * given to what is returned. An impatient second one ends it with 1; also then nothing is lost that was saved.
 */
export function endOnSignals(): { closing(house: Pick<House, 'close'>): void } {
  let house: Pick<House, 'close'> | undefined;
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    if (house === undefined) process.exit(0);
    setTimeout(() => {
      for (const signal of signals)
        process.once(signal, () => stop('Gloss was cut short; what was saved is saved.'));
    }, sameSignalMs).unref();
    setTimeout(
      () => stop('Gloss did not end in time; what was saved is saved.'),
      goodbyeMs,
    ).unref();
    house.close().then(() => process.exit(0), fail);
  };
  for (const signal of signals) process.on(signal, end);
  return { closing: (opened) => void (house = opened) };
}

/** From now on an error that nobody caught ends the process: what it left half done must not be built upon. */
export function endOnErrors(): void {
  // An unhandled rejection arrives here, too.
  process.on('uncaughtException', (error) => {
    stop(
      `Gloss stops because of a mistake in its own code. Nothing that was saved is lost; start it again, and report this: ${placeOf(error)}`,
    );
  });
}

/** Without the message, which may quote a text. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const lines = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...lines.map((line) => line.trim())].join(' ');
}

/** Better down than lying: after a failed write nobody may be told "saved". Starting again replays the journal. */
export function fail(error: unknown): void {
  stop(sentenceFor(error));
}

function sentenceFor(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  const code = error instanceof JournalError ? error.code : undefined;
  if (code === 'full')
    return 'Gloss stops, because the disk with DATA_DIR is full. Nothing that was saved is lost; make room and start it again.';
  if (code === 'storage')
    return `Gloss stops, because its disk refused a write (${why}). Nothing that was saved is lost; look after the disk of DATA_DIR, then start it again.`;
  return `Gloss stops, because its journal cannot go on (${why}). Nothing that was saved is lost; start it again.`;
}

/** Ends the process at once with one sentence and a code: 1 something failed, 2 it was called wrongly. */
export function stop(sentence: string, code: 1 | 2 = 1): never {
  // Straight to the descriptor: a pipe's buffer would be lost with the process.
  try {
    writeSync(2, `${sentence}\n`);
  } catch {
    // Nobody reads it any more, or standard error is on the full disk; the end must come all the same.
  }
  process.exit(code);
}
