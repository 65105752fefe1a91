/**
 * The command line: `gloss <command>`. Each command is a file of this room that adds itself below; it loads what it needs
 * only when it is called. Exit codes: 0 fine, 1 something is wrong or failed, 2 called wrongly.
 */
import { Command, CommanderError } from 'commander';

import { stop } from '../ending.ts';
import { addAudit } from './audit.ts';
import { addBackup } from './backup.ts';
import { addDoctor } from './doctor.ts';
import { addLinks } from './links.ts';
import { addServe } from './serve.ts';
import { addVerify } from './verify.ts';

/** One line for each command, in the order of the help text. */
const commands = [addServe, addLinks, addBackup, addVerify, addAudit, addDoctor];

/** Does what the words ask for; none at all serve. Ends the process where that fails, with a sentence on stderr. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(words.length === 0 ? ['serve'] : [...words], { from: 'user' });
  } catch (error) {
    // Commander has said what it had to say: help on stdout, or a sentence about wrong use on stderr.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else stop(error instanceof Error ? error.message : String(error));
  }
}

function program(): Command {
  const gloss = new Command('gloss')
    .description('Gloss, a self-hosted editor for drafting together.')
    .usage('<command> [options]')
    .showSuggestionAfterError()
    .configureOutput({ outputError: (sentence, write) => write(readable(sentence)) })
    .addHelpText('after', examples)
    .exitOverride();
  // Commands made by `command` take over what is set above.
  for (const add of commands) add(gloss);
  return gloss;
}

const examples = `
Settings are environment variables; README.md lists them. In a checkout: npm run gloss -- <command>

Examples:
  gloss serve                    serve at http://localhost:4310
  gloss links                    print fresh sign-in links
  gloss backup create --to /backups/
  gloss <command> --help         what a command does and takes`;

/** Commander's "error: unknown command 'x'" as a sentence, and where to look. */
function readable(said: string): string {
  const [first = '', ...more] = said
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const unknown = /^unknown command '(.*)'/.exec(first)?.[1];
  const sentence =
    unknown === undefined
      ? `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.?$/, '.')}`
      : `There is no command "${unknown}".`;
  return `${[sentence, ...more].join(' ')} Help: gloss --help\n`;
}
