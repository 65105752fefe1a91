/**
 * `npm run bench`: our own small benchmarks. `npm run bench -- w1 --servers floor,project …`: a workload of the harness,
 * ours and our peers side by side, with the options of its README. `npm run bench -- all`: what we want to reach there.
 */
import { compare } from './peers/compare.ts';
import { runHarness } from './peers/harness.ts';

const [which, ...options] = process.argv.slice(2);

if (which === undefined) await import('./small.ts');
else if (which === 'all') process.exitCode = await compare(options);
else process.exitCode = await runHarness([which, ...options]);
