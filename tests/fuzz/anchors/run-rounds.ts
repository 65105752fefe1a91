/** Runs rounds in a process of its own, for controls: other code can be put in the place of the real (other-code.ts). */
import { runRounds } from './rounds.ts';

const [seed, rounds] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(runRounds(seed ?? 0, rounds ?? 0)));
