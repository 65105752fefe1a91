/** Random editing by three people, online and offline: what the keeper says of each anchor is true for everyone, and its work small. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { report, triesOf } from '../../stage/proof.ts';
import type { CodeChange } from '../other-code.ts';
import { changedCode } from '../other-code.ts';
import type { Outcome } from './rounds.ts';
import { runRounds, together } from './rounds.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const rounds = triesOf('ANCHOR_ROUNDS', { short: 60, full: 20_000 });
const atOnce = 200;

test(`[L1][L2][L3][T2][T10] ${rounds} rounds: no thread vanishes, each says the truth, for everyone the same (seed ${seed})`, async () => {
  const { wrong, figures } = await runAll();
  expect(wrong).toEqual([]);
  expect(figures.threads).toBeGreaterThan(rounds);
  report({ name: 'Anchors in random editing', figures: { ...figures, wrong: wrong.length } });
});

/** All rounds, some hundreds at a time: what was found so far is said, and the runner hears that we are alive. */
async function runAll(): Promise<Outcome> {
  let all = runRounds(seed, 0);
  for (let done = 0; done < rounds; done += atOnce) {
    all = together(all, runRounds(seed + done, Math.min(atOnce, rounds - done)));
    if (rounds > atOnce) process.stdout.write(`${JSON.stringify({ seed, ...all })}\n`);
    await new Promise(setImmediate);
  }
  return all;
}

/**
 * In each of them somebody typed what Yjs keeps otherwise than ProseMirror, or not: letters that are alike, a
 * link on a line break, blocks that change places.
 */
const told = [
  91, 172, 228, 369, 703, 782, 798, 817, 955, 101_934, 102_098, 301_344, 777_076, 5_001_289,
  20_263_763, 20_279_414, 20_280_472, 40_004_002, 40_006_034, 40_018_305,
];

test.each(told)('[L2] a passage is drawn where Yjs has it after each key (seed %i)', (each) => {
  expect(runRounds(each, 1).wrong).toEqual([]);
});

interface Control {
  readonly name: string;
  readonly change: CodeChange;
  /** What must be seen to come of it. */
  readonly symptom: RegExp;
  /** Where it is seldom: the seed of one round in which it is seen. */
  readonly round?: number;
}

const controls: readonly Control[] = [
  {
    name: 'a keeper that never looks',
    change: {
      module: '/room/keeper.ts',
      from: 'this.#index.touchedBy(this.#doc, change)',
      to: '[]',
    },
    symptom: /is anchored and says .* reads/,
  },
  {
    name: 'a keeper that leaves the ends of an edited passage where they were deleted',
    change: {
      module: '/room/keeper-look.ts',
      from: 'return this.#at(anchor, reached, stateAt(anchor, this.#read(reached).exact));',
      to: 'return { ...anchor, state: stateAt(anchor, reads) };',
    },
    symptom: /is edited and says .* reads "null"/,
  },
  {
    name: 'a keeper that does not see what is put between two blocks of a passage',
    change: {
      module: '/room/keeper-index.ts',
      from: 'add(this.#byBlock.get(block) ?? []);',
      to: 'add([]);',
    },
    symptom: /says .* reads/,
  },
  {
    name: 'a keeper that looks at every anchor',
    change: {
      module: '/room/keeper-index.ts',
      from: 'add(this.#unsettled);',
      to: 'add(this.#seen.keys());',
    },
    symptom: /anchors were looked at where/,
  },
  {
    name: 'a screen that keeps a passage where it drew it',
    change: {
      module: '/editor/shown-passages.ts',
      from: '!isSame(earlier, passage)',
      to: 'false',
    },
    symptom: /is drawn at/,
  },
  {
    name: 'a screen that draws what one types by ProseMirror alone',
    change: {
      module: '/editor/passages-plugin.ts',
      from: 'places.size > 0',
      to: 'false',
    },
    symptom: /is drawn at .* in Yjs at/,
    round: told[0]!,
  },
];

test.each(controls)('[L1][L2][L3] does not pass: $name', ({ change, symptom, round }) => {
  const program = fileURLToPath(new URL('run-rounds.ts', import.meta.url));
  const run = spawnSync(
    process.execPath,
    [...changedCode(change), program, ...(round ? [String(round), '1'] : ['1', '40'])],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  expect(run.stderr).toBe('');
  const { wrong } = JSON.parse(run.stdout) as Outcome;
  expect(wrong.join('\n').replaceAll(/\s+/g, ' ')).toMatch(symptom);
});
