/** Random schedules of work by up to six people, with crashes and restarts; and the proof that a lost message is noticed. */
import { afterEach, expect, test } from 'vitest';

import { dice } from '../../stage/dice.ts';
import type { House } from '../../stage/house.ts';
import { openHouse } from '../../stage/house.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { until } from '../../stage/until.ts';
import { Crew } from '../crew.ts';
import { Disk } from '../network/disk.ts';
import { changedEnv } from '../other-code.ts';
import { Schedule } from './schedule.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const schedules = triesOf('SCHEDULES', { short: 40, full: 5_000 });

/** So many drafts are worked on side by side; they share the restarts of their house. */
const sideBySide = schedules > 500 ? 100 : 20;
const steps = 40;

/** Compacted so often that every draft is, some of them while the server is killed. */
const compactsOften = changedEnv({
  module: 'server/src/room/checkpoint.ts',
  from: 'entriesPerCheckpoint = 500',
  to: 'entriesPerCheckpoint = 6',
});

let house: House | undefined;
afterEach(() => house?.close());

async function opened(): Promise<{ house: House; crew: Crew }> {
  const lifted = ['UPGRADES_PER_SECOND', 'UPDATES_PER_SECOND', 'CHANGES_PER_SECOND'];
  const more = [
    'SOCKETS_PER_ACCOUNT',
    'SOCKETS_PER_ADDRESS',
    'REQUESTS_PER_SECOND',
    'WORK_MS_PER_SECOND',
    'BYTES_PER_SECOND',
    'LAG_MS',
  ];
  const env = Object.fromEntries([...lifted, ...more].map((name) => [`LIMIT_${name}`, '0']));
  house = await openHouse({ env: { ...env, ...compactsOften } });
  return { house, crew: new Crew(house) };
}

function say(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

test(
  `[C1] ${schedules} schedules end with the same text and threads for everyone, and on disk (seed ${seed})`,
  async () => {
    const world = await opened();
    const sum = { schedules: 0, edits: 0, acts: 0, offline: 0, refused: 0, wrong: 0 };
    for (let done = 0; done < schedules; done += sideBySide) {
      const count = Math.min(sideBySide, schedules - done);
      const batch = await runBatch(world, seed + done, count);
      expect(batch.wrong).toEqual([]);
      for (const name of ['edits', 'acts', 'offline', 'refused'] as const) sum[name] += batch[name];
      sum.schedules += count;
      if (sum.schedules % 500 === 0) say({ seed, ...sum });
    }
    expect(sum.acts).toBeGreaterThan(schedules / 4);
    report({ name: 'Convergence', figures: sum });
    say({ seed, ...sum });
  },
  120_000 + schedules * 2_000,
);

test(`[C1] a screen that misses one message in seven does not pass (seed ${seed})`, async () => {
  const world = await opened();
  const { wrong } = await runBatch(world, seed, 6, 7);
  expect(wrong.join('\n')).toMatch(/did not come true|reads something else/);
}, 120_000);

interface Batch {
  readonly edits: number;
  readonly acts: number;
  readonly offline: number;
  readonly refused: number;
  /** A line for each thing that was wrong, with the seed of its schedule. */
  readonly wrong: readonly string[];
}

/** Some schedules at once, a crash and an orderly restart in their midst, and a crash at the end. */
async function runBatch(
  { house, crew }: { house: House; crew: Crew },
  first: number,
  count: number,
  deafTo?: number,
): Promise<Batch> {
  const batch = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      Schedule.begins(house, crew, { seed: first + at, deafTo }),
    ),
  );
  const chance = dice(first);
  const [killedAt, stoppedAt] = [chance.upTo(steps - 1), chance.upTo(steps - 1)];
  for (let step = 0; step < steps; step += 1) {
    await Promise.all(batch.map((schedule) => schedule.step()));
    if (step === killedAt) await restarts(house, 'crash');
    if (step === stoppedAt) await restarts(house, 'stop');
    await new Promise((resolve) => setTimeout(resolve, chance.upTo(6)));
  }
  const wrong: string[] = [];
  const say = (schedule: Schedule, what: string) =>
    wrong.push(`${schedule.seed}: ${what}; ${schedule.refusals.join()}`);
  await Promise.all(batch.map((schedule) => schedule.ends()));
  const disk = new Disk(house.dataDir);
  for (const schedule of batch)
    try {
      await until('everyone settles', () => schedule.isSettledOn(disk), deafTo ? 3_000 : 30_000);
    } catch (error) {
      say(schedule, String(error));
    }
  await restarts(house, 'crash', () => {
    for (const schedule of batch) for (const what of schedule.wrongOn(disk)) say(schedule, what);
  });
  disk.close();
  for (const schedule of batch) {
    const what = await schedule.readsAfresh();
    if (what) say(schedule, what);
    schedule.leaves();
  }
  const total = (name: 'edits' | 'acts' | 'offline' | 'refused') =>
    batch.reduce((sum, { tally }) => sum + tally[name], 0);
  return {
    edits: total('edits'),
    acts: total('acts'),
    offline: total('offline'),
    refused: total('refused'),
    wrong,
  };
}

async function restarts(house: House, how: 'crash' | 'stop', between?: () => void): Promise<void> {
  await house[how]();
  between?.();
  await house.reopen();
}
