/**
 * What is left after a power cut. The program runs once under strace; from what it wrote, synced and renamed, the states
 * are built in which a cut may leave the disk (power-cut.ts says what is assumed), and each is opened and read by the
 * server's own code. Whatever had been acknowledged when the power went must be there, whole, and nothing half.
 */
import { expect, test } from 'vitest';

import { dice } from '../../stage/dice.ts';
import { freePort } from '../../stage/port.ts';
import { report, triesOf } from '../../stage/proof.ts';
import type { CodeChange } from '../other-code.ts';
import { cutThePower } from './outcome.ts';
import type { WayToDisk } from './outcome.ts';
import { houseWay, journalWay, startWay } from './ways.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const states = triesOf('POWER_STATES', { short: 400, full: 10_000 });

/** Of a hundred states, so many for each way. Half of the journal's own for chance to do something else (round). */
const ways: readonly [name: string, share: number, way: () => Promise<WayToDisk>][] = [
  ['journal and checkpoints', 60, async () => journalWay(seed)],
  ['text, acts, people and imports', 35, async () => houseWay(seed, await freePort())],
  ['first start', 5, async () => startWay(await freePort())],
];

test.each(ways)(
  `[E3] [K2] power cuts, %s: nothing is lost (seed ${seed})`,
  async (name, share, way) => {
    const tries = Math.ceil((states * share) / 100);
    // One run of the program is one order of events: a full proof looks at several.
    const runs = Math.ceil(tries / 1500);
    let distinct = 0;
    for (let run = 1; run <= runs; run += 1) {
      const outcome = await cutThePower(await way(), {
        states: Math.ceil(tries / runs),
        chance: dice(seed + run),
        progress: (done) =>
          process.stdout.write(`power cuts, ${name}: ${done} states, run ${run} of ${runs}\n`),
      });
      expect(outcome.examples).toEqual([]);
      distinct += outcome.distinct;
    }
    report({ name: `power loss: ${name}`, figures: { states: tries, distinct, broken: 0 } });
  },
);

/** What each control leaves out, and what must be seen to come of it. */
const controls: readonly [name: string, changes: readonly CodeChange[], symptom: RegExp][] = [
  [
    'synchronous=NORMAL',
    [
      { module: '/journal/sqlite-file.ts', from: 'synchronous = full', to: 'synchronous = normal' },
      { module: '/journal/sqlite-file.ts', from: "'synchronous', 2", to: "'synchronous', 1" },
    ],
    /lost: found 1 to \d+, saved were \d+/,
  ],
  [
    'folders that are not synced',
    [{ module: '/journal/data-folder.ts', from: 'fsyncSync(folder)', to: 'void folder' }],
    /lost: found 1 to 0, saved were \d+/,
  ],
  [
    'a file renamed before it is synced',
    [{ module: '/journal/data-folder.ts', from: '{ flush: true }', to: '{}' }],
    /does not open: .*house-id/,
  ],
];

test.each(controls)(
  `[E3] power cuts: %s does not pass (seed ${seed})`,
  async (name, changes, symptom) => {
    const { states: until, examples } = await cutThePower(journalWay(seed, ...changes), {
      states: 400,
      chance: dice(seed),
      endsAt: symptom,
    });
    expect(examples.join('\n')).toMatch(symptom);
    report({ name: `power loss, control: ${name}`, figures: { 'seen to fail in state': until } });
  },
);
