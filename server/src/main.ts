#!/usr/bin/env node
/**
 * Runs a house as a process: `node server/src/main.ts` serves, `node server/src/main.ts links` prints sign-in links;
 * command/program.ts has the other commands. What keeps one from its work is one readable line and an exit code.
 */
import { run } from './command/program.ts';

// What we make is for its owner only, whatever folder it is in: it holds every word.
process.umask(0o077);
// Whoever reads our lines may stop reading early (`… links | head -1`); that is no reason to fall over.
process.stdout.on('error', () => undefined);
await run(process.argv.slice(2));
