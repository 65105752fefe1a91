/** An error as a log may have it. Libraries put what they stumbled over into the message, and that may be words of a text. */

export interface SafeError {
  /** The name of its class. */
  readonly kind: string;
  readonly code?: string | number;
  /** Only of our own errors, whose messages name documents and numbers. */
  readonly message?: string;
  /** Where it came from, without the message. */
  readonly stack: readonly string[];
}

/** Errors of ours whose messages hold no words. */
const ours: ReadonlySet<string> = new Set(['JournalError']);

/** @returns what may be written of anything that was thrown. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { kind: typeof error, stack: [] };
  const { name, message, stack = '' } = error;
  const code = (error as NodeJS.ErrnoException).code;
  return {
    kind: isPlain(name) ? name : 'Error',
    ...(typeof code === 'string' && isPlain(code) && { code }),
    ...(ours.has(name) && { message }),
    stack: framesOf(stack.slice(stack.indexOf(message) + message.length)),
  };
}

/** Where the message was changed after the stack was taken, its lines are there still: only what looks like V8's counts. */
function framesOf(stack: string): string[] {
  const lines = stack.split('\n');
  let first = lines.length;
  while (
    first > 0 &&
    /^ {4}at \S.*(:\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(lines[first - 1] ?? '')
  )
    first -= 1;
  return lines.slice(first).map((line) => line.trim());
}

function isPlain(word: string): boolean {
  return /^\w{1,60}$/.test(word);
}
