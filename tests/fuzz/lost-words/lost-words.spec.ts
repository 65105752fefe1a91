/** Three people type while others make headings, lists and quotes of the same paragraphs, move, break and join them. */
import { expect, test } from 'vitest';

import { report, triesOf } from '../../stage/proof.ts';
import type { Terms } from './rounds.ts';
import { runRound } from './rounds.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const rounds = triesOf('LOST_WORDS_ROUNDS', { short: 150, full: 20_000 });

test(`[E11] ${rounds} rounds: each letter is in everybody’s text once, or somebody was told of it (seed ${seed})`, () => {
  const { missing, doubled, homeless, letters } = runAll({ rebuilders: 1, minds: true });
  expect([...missing, ...doubled]).toEqual([]);
  // Its paragraph has become another one, and reads otherwise as well.
  expect(homeless).toBeLessThan(letters / 100);
  report({ name: 'Words in rebuilt paragraphs', figures: { rounds, letters, homeless, wrong: 0 } });
});

test(`[E11] ${rounds} rounds in which all three rebuild what the others rebuild: hardly a letter is lost (seed ${seed})`, () => {
  const { missing, letters } = runAll({ rebuilders: 3, minds: true });
  const { missing: unminded } = runAll({ rebuilders: 3, minds: false });
  expect(missing.length).toBeLessThan(unminded.length / 50);
  report({
    name: 'Words in paragraphs rebuilt by all at once',
    figures: { rounds, letters, missing: missing.length, unminded: unminded.length },
  });
});

test(`[E11] control: where nobody minds them, letters are in nobody’s text (seed ${seed})`, () => {
  const { missing, letters } = runAll({ rebuilders: 1, minds: false });
  expect(missing.length).toBeGreaterThan(letters / 50);
});

function runAll(terms: Terms) {
  const all = { missing: [] as string[], doubled: [] as string[], letters: 0, homeless: 0 };
  for (let round = seed; round < seed + rounds; round += 1) {
    const { missing, doubled, letters, homeless } = runRound(round, terms);
    all.missing.push(...missing.map((letter) => `${round}: ${letter} is missing`));
    all.doubled.push(...doubled.map((letter) => `${round}: ${letter} stands twice`));
    all.letters += letters;
    all.homeless += homeless;
  }
  return all;
}
