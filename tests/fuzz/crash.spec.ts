/** SIGKILL while eight people work, again and again; and the proof that this harness would notice if something were lost. */
import { afterEach, expect, test } from 'vitest';

import { lineOf, percentilesOf } from '../bench/figures.ts';
import { dice } from '../stage/dice.ts';
import { openHouse } from '../stage/house.ts';
import type { House } from '../stage/house.ts';
import { report, triesOf } from '../stage/proof.ts';
import { changedEnv } from './other-code.ts';
import { survive } from './survival.ts';
import type { Counts, Survived } from './survival.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const kills = triesOf('KILLS', { short: 30, full: 2000 });

/** Two houses die side by side, each with a core; after so many kills a new one, whose drafts are short again. */
const lanes = 2;
const killsOfHouse = 50;

/** The real server, whose drafts are compacted after a few edits instead of 500: many checkpoints can be interrupted. */
const program = new URL('other-server.ts', import.meta.url).pathname;
const compactsOften = changedEnv({
  module: '/room/checkpoint.ts',
  from: 'entriesPerCheckpoint = 500',
  to: 'entriesPerCheckpoint = 3',
});

const open: House[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});

test(`[E3] [K5] ${kills} crashes lose nothing that was acknowledged, answered or seen by others (seed ${seed})`, async () => {
  // One orderly end first: it keeps what was compiled, so that all the starts take half the time.
  await (await opened({})).stop();
  const all: Survived[] = [];
  let left = kills;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      const now = Math.min(left, killsOfHouse, Math.ceil(kills / lanes));
      left -= now;
      const survived = await oneHouse(now, seed + all.length + left);
      all.push(survived);
      expect(survived.missing).toEqual([]);
      tell(all);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const counts = tell(all);
  expect(counts.acknowledged).toBeGreaterThan(kills);
  expect(counts.acts).toBeGreaterThan(kills / 2);
  for (const some of [counts.accepted, counts.checkpoints]) expect(some).toBeGreaterThan(0);
  // Few lives are long enough to bring in a file: a short run may see none end.
  if (kills >= 200) expect(counts.imports).toBeGreaterThan(0);
  const { p50, p99 } = percentilesOf(all.flatMap(({ restartsMs }) => restartsMs));
  report({
    name: 'crashes (SIGKILL)',
    figures: { ...counts, lost: 0, 'restart p50 ms': p50 | 0, 'restart p99 ms': p99 | 0 },
  });
});

test.each(['held back', 'debounced'])(
  `[E3] a server that acknowledges before it writes does not pass: %s (seed ${seed})`,
  async (lie) => {
    const house = await opened({ program, env: { JOURNAL: './lying-journal.ts', LIE: lie } });
    const { missing, counts } = await survive(house, 40, dice(seed), house);
    // What goes first depends on when it is killed: words, an answered act, an import.
    expect(missing).not.toEqual([]);
    report({
      name: `crashes, control: ${lie}`,
      figures: { 'seen to lose after kills': counts.kills },
    });
  },
);

async function opened(options: Parameters<typeof openHouse>[0]): Promise<House> {
  const house = await openHouse(options);
  open.push(house);
  return house;
}

async function oneHouse(most: number, own: number): Promise<Survived> {
  const env = { ...compactsOften, JOURNAL: './telling-journal.ts' };
  const house = await opened({ program, env });
  const survived = await survive(house, most, dice(own), house);
  open.splice(open.indexOf(house), 1);
  await house.close();
  return survived;
}

/** @returns the sums, after it has said them. */
function tell(all: readonly Survived[]): Counts {
  const sums = all.map(({ counts }) => counts).reduce(added);
  const restarts = percentilesOf(all.flatMap(({ restartsMs }) => restartsMs));
  process.stdout.write(
    `crashes, seed ${seed}: ${JSON.stringify(sums)}; ${lineOf('restarts', restarts)}\n`,
  );
  return sums;
}

function added(one: Counts, other: Counts): Counts {
  return {
    kills: one.kills + other.kills,
    acknowledged: one.acknowledged + other.acknowledged,
    seen: one.seen + other.seen,
    acts: one.acts + other.acts,
    accepted: one.accepted + other.accepted,
    imports: one.imports + other.imports,
    checkpoints: one.checkpoints + other.checkpoints,
    interrupted: one.interrupted + other.interrupted,
  };
}
