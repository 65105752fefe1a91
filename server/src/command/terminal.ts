/** What commands print. Results go to stdout, one line each; why a command failed goes to stderr (ending.ts, `stop`). */

/** Prints lines for a person to read. */
export function say(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
