/**
 * `npm run bench -- all`: every workload with the options of its goal, ours beside what it is compared with, and what was
 * reached. `--only w1,w3`, `--repeat 1`, `--with ywss,hocuspocus` (peers in every workload), `--out <file>` (keeps every
 * run); `--set project=<folder>` measures another checkout.
 */
import { mkdtempSync, rmSync, appendFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Check, Goal } from './goals.ts';
import { goals } from './goals.ts';
import { runHarness } from './harness.ts';
import { harnessFolder } from './places.ts';
import type { Measured } from './results.ts';
import { Results } from './results.ts';

/** How every workload is run. */
interface Asked {
  /** Absent where nobody said; then as often as the goal says. */
  readonly repeat: number | undefined;
  readonly peers: readonly string[];
  readonly set: readonly string[];
  readonly keep: string | undefined;
}

/** Three runs, because other work on the machine disturbs one of them sooner than all. */
const usualRepeats = 3;

/** Runs all goals, or those asked for, and prints a line for each check. @returns 1 where a run failed; a goal missed is no failure. */
export async function compare(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string' },
      repeat: { type: 'string' },
      with: { type: 'string', default: '' },
      out: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
    },
  });
  const asked: Asked = {
    repeat: values.repeat === undefined ? undefined : Number(values.repeat),
    peers: values.with.split(',').filter(Boolean),
    set: values.set.flatMap((each) => ['--set', each]),
    keep: values.out,
  };
  const only = values.only?.split(',');
  // It says so itself; once is enough.
  if (harnessFolder() === null) return runHarness([]);
  let code = 0;
  for (const goal of goals) {
    if (only && !only.includes(goal.runs[0]?.[0] ?? '')) continue;
    code = Math.max(code, await measure(goal, asked));
  }
  return code;
}

async function measure(goal: Goal, asked: Asked): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  const results: Results[] = [];
  say(`\n${goal.title}`);
  try {
    for (const [at, run] of goal.runs.entries()) {
      const file = join(folder, `${at}.jsonl`);
      const code = await runHarness([...run, ...optionsFor(goal, asked), '--out', file], {
        quietly: true,
      });
      if (code !== 0) return code;
      if (asked.keep) appendFileSync(asked.keep, readFileSync(file));
      results.push(Results.read(file));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const check of goal.checks) say(lineOf(check, check.read(results)));
  const [first] = results;
  for (const server of asked.peers) {
    const ratio = first?.ratio(server, goal.servers[0] ?? '', 'cpuPer1000');
    if (ratio) say(`           ${server}: server CPU, to the floor: ${span(ratio)}`);
  }
  const [floorUs, floorP99] = [first?.of('floor', 'cpuPer1000', 1000), first?.of('floor', 'p99')];
  // A machine on which the floor itself is late is no quiet one, whoever makes it so.
  if (floorUs && floorP99)
    say(
      `           the floor itself: ${span(floorUs)} µs of CPU a delivery, p99 ${span(floorP99)} ms`,
    );
  const noise = first?.of('project', 'otherCpuShare');
  if (noise) say(`           other work took ${span(noise)} of a core`);
  const errors = results.flatMap((each) => each.errors);
  for (const error of errors) say(`  failed   ${error}`);
  return errors.length > 0 ? 1 : 0;
}

function optionsFor(
  { servers, usually = usualRepeats }: Goal,
  { repeat, peers, set }: Asked,
): string[] {
  const [first, ...others] = servers;
  const named = [...new Set([first, ...peers, ...others])];
  return ['--servers', named.join(','), '--repeat', String(repeat ?? usually), ...set];
}

function lineOf({ what, most, isExactly = false }: Check, measured: Measured | undefined): string {
  const wanted = isExactly ? `= ${most}` : `≤ ${most}`;
  if (!measured) return `  unknown  ${what}: not measured (${wanted})`;
  const { middle, least, most: highest } = measured;
  const isReached = isExactly ? least === most && highest === most : middle <= most;
  return `  ${isReached ? 'reached' : 'MISSED '}  ${what}: ${span(measured)} (${wanted})`.replace(
    '  (',
    ' (',
  );
}

/** @returns "0.42", or, where runs differ, "0.42 [0.40 to 0.47]". */
function span({ middle, least, most }: Measured): string {
  return least === most ? short(middle) : `${short(middle)} [${short(least)} to ${short(most)}]`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? 4 : 3)));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
