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
import { backupWay, houseWay, journalWay, startWay } from './ways.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const states = triesOf('POWER_STATES', { short: 400, full: 12_000 });

/** How long the people of the house go on. */
const rounds = states > 1000 ? 8 : 3;

/** Of a hundred states, so many for each way. */
const ways: readonly [name: string, share: number, way: () => Promise<WayToDisk>][] = [
  ['journal and checkpoints', 55, async () => journalWay(seed)],
  ['text, acts, people and imports', 30, async () => houseWay(seed, rounds, await freePort())],
  ['backup and restore', 14, async () => backupWay()],
  ['first start', 1, async () => startWay(await freePort())],
];

test.each(ways)(
  `[E9] [K2] [K5] [U3] [U4] a power cut loses nothing: %s (seed ${seed})`,
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

interface Control {
  readonly name: string;
  /** What is left out. */
  readonly changes: readonly CodeChange[];
  readonly way: (...changes: readonly CodeChange[]) => WayToDisk;
  /** What must be seen to come of it. */
  readonly symptom: RegExp;
}

const journal = (...changes: readonly CodeChange[]) => journalWay(seed, ...changes);

const controls: readonly Control[] = [
  {
    name: 'synchronous=NORMAL',
    changes: [
      { module: '/journal/sqlite-file.ts', from: 'synchronous = full', to: 'synchronous = normal' },
      { module: '/journal/sqlite-file.ts', from: "'synchronous', 2", to: "'synchronous', 1" },
    ],
    way: journal,
    symptom: /lost: found 1 to \d+, saved were \d+/,
  },
  {
    name: 'folders that are not synced',
    changes: [{ module: '/journal/data-folder.ts', from: 'fsyncSync(folder)', to: 'void folder' }],
    way: journal,
    symptom: /lost: found 1 to 0, saved were \d+/,
  },
  {
    name: 'a file that is renamed before it is synced',
    changes: [{ module: '/journal/data-folder.ts', from: '{ flush: true }', to: '{}' }],
    way: journal,
    symptom: /does not open: .*house-id/,
  },
  {
    name: 'backups that are not synced',
    changes: [
      { module: '/backup/durable.ts', from: 'fsyncSync(opened)', to: 'void opened' },
      { module: '/backup/archive.ts', from: 'flush: true', to: 'flush: false' },
      { module: '/backup/archive.ts', from: 'await file.sync();', to: '' },
    ],
    way: backupWay,
    symptom: /backup\/one.tar is null|half: one.tar/,
  },
];

test.each(controls)(
  `[E9] a power cut is seen to break $name (seed ${seed})`,
  async ({ name, changes, way, symptom }) => {
    const { states: needed, examples } = await cutThePower(way(...changes), {
      states: 400,
      chance: dice(seed),
      endsAt: symptom,
    });
    expect(examples.join('\n')).toMatch(symptom);
    report({ name: `power loss, control: ${name}`, figures: { 'seen to fail in state': needed } });
  },
);
