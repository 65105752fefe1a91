/** Bytes that change on the disk, and files that end too early: noticed and said, or harmless; never read as something else. */
import { beforeAll, expect, test } from 'vitest';

import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { brokenIn, database, log, readHouse, writtenHouse, wrongIn } from './written-house.ts';
import type { Files, WrittenHouse } from './written-house.ts';

const flips = triesOf('FLIPS', { short: 150, full: 10_000 });
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

let written: WrittenHouse;
beforeAll(() => {
  written = writtenHouse();
});

test('[K4] undamaged, it reads as it was written', () => {
  const reading = readHouse(written.files);
  if (typeof reading === 'string') throw new Error(reading);
  expect(wrongIn(reading, written.whole)).toEqual([]);
  expect(brokenIn(reading)).toBe(0);
  expect(wrongIn(written.before, written.whole), 'the search finds a lost commit').not.toEqual([]);
});

test(`[K4] ${flips} flipped bytes, in the database and in its log, are said or harmless (seed ${seed})`, () => {
  const chance = dice(seed);
  const figures = { flips, refused: 0, said: 0, harmless: 0, wrong: 0 };
  const wrong: string[] = [];
  for (let each = 0; each < flips; each += 1) {
    const { files, where } = flipped(written.files, chance);
    const reading = readHouse(files);
    if (typeof reading === 'string') {
      figures.refused += 1;
      continue;
    }
    // The very last commit cannot be told from one that a power cut interrupted: all of it, or nothing of it.
    const allowed = where.startsWith(log) ? [written.whole, written.before] : [written.whole];
    const found = wrongIn(reading, ...allowed);
    if (found.length > 0) wrong.push(`${where}: ${found.join(', ')}`);
    else if (brokenIn(reading) > 0) figures.said += 1;
    else figures.harmless += 1;
  }
  report({
    name: 'bytes flipped in the data folder',
    figures: { ...figures, wrong: wrong.length },
  });
  expect(wrong).toEqual([]);
  expect(figures.refused + figures.said).toBeGreaterThan(flips / 10);
}, 1_200_000);

test('[K4] a last commit that is half written is all there, or nothing of it', () => {
  const whole = written.files.get(log) ?? Buffer.alloc(0);
  let cuts = 0;
  for (let end = whole.byteLength; end >= written.logBefore; end -= 512, cuts += 1) {
    const reading = readHouse(new Map([...written.files, [log, whole.subarray(0, end)]]));
    if (typeof reading === 'string') throw new Error(`cut at ${end}: ${reading}`);
    expect(wrongIn(reading, written.whole, written.before), `cut at ${end}`).toEqual([]);
  }
  expect(cuts).toBeGreaterThan(20);
});

test('[K4] a database that ends too early is said, wherever it ends', () => {
  const whole = written.files.get(database) ?? Buffer.alloc(0);
  for (let end = whole.byteLength - 512; end > whole.byteLength - 12 * 4096; end -= 512) {
    const reading = readHouse(new Map([...written.files, [database, whole.subarray(0, end)]]));
    if (typeof reading === 'string') continue;
    expect(wrongIn(reading, written.whole), `cut at ${end}`).toEqual([]);
  }
});

function flipped(files: Files, chance: Dice): { files: Files; where: string } {
  const name = chance.oneOf([database, database, log]);
  const bytes = Buffer.from(files.get(name) ?? []);
  const at = chance.upTo(bytes.byteLength - 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.upTo(7));
  return { files: new Map([...files, [name, bytes]]), where: `${name} at ${at}` };
}
