/** Every small benchmark once, figures on standard output. Absolute figures belong to the machine and the hour. */
import { loadavg } from 'node:os';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { measureAcknowledged } from './acknowledged.bench.ts';
import { measureBundle } from './bundle.bench.ts';
import { measureCommits } from './commit.bench.ts';
import { lineOf } from './figures.ts';
import { measureKeyToScreen } from './key-to-screen.bench.ts';

const count = Number(process.env['COUNT'] ?? 500);

say(`load before: ${loadavg()[0]?.toFixed(2)}`);
const { first, all } = measureBundle();
say(
  `client JavaScript, gzipped: ${first.toFixed(0)} kB at first, ${all.toFixed(0)} kB with the editor`,
);

const commits = await measureCommits(count);
say(lineOf('commit, one letter after another', commits.alone));
say(lineOf('commit, twenty at once', commits.together));

await inHouse(false, async (house) => {
  say(lineOf('edit sent to acknowledged', await measureAcknowledged(house, count)));
});
await inHouse(true, async (house) => {
  say(lineOf('key to another screen', await measureKeyToScreen(house, count)));
});

async function inHouse(sample: boolean, measure: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse({ sample });
  try {
    await measure(house);
  } finally {
    await house.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
