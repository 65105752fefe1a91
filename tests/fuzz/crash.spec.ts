/** 50 kills with SIGKILL while people work; and the proof that this harness would notice if something were lost. */
import { afterEach, expect, test } from 'vitest';

import { lineOf, percentilesOf } from '../bench/figures.ts';
import { dice } from '../stage/dice.ts';
import { openHouse } from '../stage/house.ts';
import type { House } from '../stage/house.ts';
import { survive } from './survival.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const kills = Number(process.env['KILLS'] ?? 50);

let house: House | undefined;
afterEach(() => house?.close());

test(`[E3] ${kills} crashes lose nothing that was acknowledged, answered or seen by others (seed ${seed})`, async () => {
  house = await openHouse();
  // One orderly end first: it keeps what was compiled, so that fifty starts take half the time.
  await house.stop();
  await house.reopen();
  const { missing, counts, restartsMs } = await survive(house, kills, dice(seed));
  expect(missing).toEqual([]);
  expect(counts.acknowledged).toBeGreaterThan(kills);
  expect(counts.acts).toBeGreaterThan(kills / 2);
  expect(counts.accepted).toBeGreaterThan(0);
  process.stdout.write(
    `${kills} crashes, seed ${seed}: nothing lost of ${JSON.stringify(counts)}; ` +
      `${lineOf('restarts', percentilesOf(restartsMs))}\n`,
  );
}, 300_000);

test(`[E3] a server that acknowledges before it writes does not pass (seed ${seed})`, async () => {
  house = await openHouse({ program: new URL('lying-server.ts', import.meta.url).pathname });
  const { missing } = await survive(house, kills, dice(seed));
  expect(missing.filter((line) => line.includes('lost: '))).not.toEqual([]);
});
