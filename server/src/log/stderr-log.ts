/** The log of a server: JSON lines on standard error, written at once. Links for people stay alone on standard output. */
import { destination, pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Level } from 'pino';

import type { Log } from './log.ts';
import { safeError } from './safe-error.ts';

/** Should a line ever bring one of these along, it is written without it. */
const secrets = ['token', 'cookie', 'authorization', 'secret', 'password', 'link'];
const words = ['email', 'name', 'title', 'body', 'words', 'text', 'file', 'reason', 'organisation'];
const never = [...secrets, ...words].flatMap((key) => [key, `*.${key}`]);

/** @returns a log that writes what is of that level or above. */
export function stderrLog(
  level: Level | 'silent',
  stream: DestinationStream = destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      // Neither process nor machine: whoever gathers logs knows where they come from.
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: safeError },
      redact: { paths: never, censor: '[removed]' },
    },
    stream,
  );
}
