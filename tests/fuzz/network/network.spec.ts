/** People at the real client's line and stock clients over a bad network; and the proof that a lie would be noticed. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { dice } from '../../stage/dice.ts';
import type { House } from '../../stage/house.ts';
import { openHouse } from '../../stage/house.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { openProxy } from '../../stage/proxy.ts';
import { until } from '../../stage/until.ts';
import { Crew } from '../crew.ts';
import { Disk } from './disk.ts';
import type { Outcome } from './schedule.ts';
import { run } from './schedule.ts';
import { Writer } from './writer.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const schedules = triesOf('NETWORK', { short: 12, full: 500 });

/** So many at a time: they wait more than they work. */
const atOnce = 6;

let house: House;
let crew: Crew;
beforeAll(async () => {
  const lifted = ['UPGRADES_PER_SECOND', 'CHANGES_PER_SECOND', 'REQUESTS_PER_SECOND', 'LAG_MS'];
  const env = Object.fromEntries(lifted.map((name) => [`LIMIT_${name}`, '0']));
  house = await openHouse({ env });
  crew = new Crew(house);
});
afterAll(() => house.close());

test(
  `[N6] ${schedules} schedules over a bad network: nothing is lost, nothing doubled, and "saved" is true whenever it is said (seed ${seed})`,
  async () => {
    const outcomes = await runAll(schedules, false);
    for (const { wrong, ...rest } of outcomes)
      expect({ ...rest, wrong }).toMatchObject({ wrong: [] });
    const sum = (name: 'words' | 'looks' | 'connections') =>
      outcomes.reduce((all, outcome) => all + outcome[name], 0);
    const figures = {
      schedules,
      words: sum('words'),
      savedHeldAgainstDisk: sum('looks'),
      connections: sum('connections'),
      wrong: 0,
    };
    expect(figures.savedHeldAgainstDisk).toBeGreaterThan(schedules * 2);
    report({ name: 'Network', figures });
    process.stdout.write(`${JSON.stringify({ seed, ...figures })}\n`);
  },
  120_000 + schedules * 20_000,
);

test(`[N6] a client that takes "sent" for "saved" does not pass (seed ${seed})`, async () => {
  const outcomes = await runAll(3, true);
  expect(outcomes.flatMap(({ wrong }) => wrong).join('\n')).toContain('was not on disk');
}, 240_000);

/** Takes a minute: the server asks every 25 s whether anyone is there, and a client that owes nothing waits for 30 s. */
test.runIf(process.env['PROVE'] === 'full')(
  '[N6] a line that died unnoticed is noticed by both sides, also when nobody types',
  async () => {
    const draft = await house.newDraft('Half open');
    const disk = new Disk(house.dataDir);
    const chance = dice(seed);
    const person = await crew.joins('ada0', 'editor', draft);
    const proxy = await openProxy(Number(new URL(house.url).port), chance);
    const writer = await new Writer({ person, proxy, disk, chance }).arrives();
    await until('the writer is saved', () => writer.isSaved);
    proxy.forgets('client');
    await until('the client dials again', () => proxy.connections === 2, 70_000);
    await until('the writer is saved again', () => writer.isSaved);
    proxy.forgets('server');
    await until('the client dials once more', () => proxy.connections === 3);
    await until('the server lets go of the dead line', () => proxy.openAtServer === 1, 70_000);
    await writer.leaves();
    await proxy.close();
    disk.close();
  },
  240_000,
);

async function runAll(count: number, isLiar: boolean): Promise<Outcome[]> {
  const seeds = Array.from({ length: count }, (_, at) => seed + at + (isLiar ? 1e6 : 0));
  const outcomes: Outcome[] = [];
  const work = async (place: number): Promise<void> => {
    for (let next = seeds.shift(); next !== undefined; next = seeds.shift())
      outcomes.push(await run(house, crew, { seed: next, place, isLiar }));
  };
  await Promise.all(Array.from({ length: atOnce }, (_, place) => work(place)));
  return outcomes;
}
