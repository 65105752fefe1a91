/** Work made offline, merged in pieces and in one go: both are the same text, whatever was typed and however small the pieces. */
import { replayInto } from '@gloss/server/journal/replay';
import { changeIn } from '@gloss/server/room/change';
import { mergingIn } from '@gloss/server/room/long-merge';
import { MergeBudget } from '@gloss/server/room/merge-budget';
import { piecesOf } from '@gloss/server/room/pieces';
import { atOnce } from '@gloss/server/room/turns';
import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks } from '@gloss/shared/text/check';
import { paragraph, passageOf, richText, textOf } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import { report, triesOf } from '../../stage/proof.ts';
import { Typist } from '../schedules/typist.ts';
import { contentLine, stateOf } from './gate.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
const tries = triesOf('LONG_UPDATES', { short: 30, full: 2_000 });

/** A text as the house has it, and one person's copy that has been away, in so many windows, while another went on. */
interface Apart {
  readonly house: Y.Doc;
  readonly away: Y.Doc;
}

function apart(chance: Dice): Apart {
  const house = richText();
  house.clientID = 1 + chance.upTo(2 ** 31);
  types(house, chance, 60);
  const away = copyOf(house, chance);
  for (let windows = 1 + chance.upTo(2); windows > 0; windows -= 1) {
    // Each window writes under an id of its own; what stands there from the one before it goes on to be changed.
    away.clientID = 1 + chance.upTo(2 ** 31);
    types(away, chance, 60);
  }
  types(house, chance, 30);
  Y.applyUpdate(away, Y.encodeStateAsUpdate(house));
  return { house, away };
}

function types(doc: Y.Doc, chance: Dice, edits: number): void {
  const typist = new Typist(doc, { chance });
  for (let left = edits; left > 0; left -= 1) typist.edits();
  typist.stop();
}

function copyOf(doc: Y.Doc, chance: Dice): Y.Doc {
  const copy = new Y.Doc();
  copy.clientID = 1 + chance.upTo(2 ** 31);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function orThrown<Value>(run: () => Value): Value | Error {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const updateOf = ({ house, away }: Apart) =>
  Y.encodeStateAsUpdate(away, Y.encodeStateVector(house));

test(`[C1][N5] ${tries} times work made offline reads the same merged piece by piece as in one go (seed ${seed})`, () => {
  let parts = 0;
  let refused = 0;
  for (let at = 0; at < tries; at += 1) {
    const chance = dice(seed + at);
    const both = apart(chance);
    const update = updateOf(both);
    const [whole, sliced] = [copyOf(both.house, chance), copyOf(both.house, chance)];
    const [replayed, told] = [copyOf(both.house, chance), copyOf(both.house, chance)];
    const once = orThrown(() =>
      changeIn(whole, () => Y.applyUpdate(whole, update, new MergeBudget())),
    );
    const decoded = Y.decodeUpdate(update);
    parts += decoded.structs.length;
    const size = chance.oneOf([1, 3, 17, 80]);
    const change = orThrown(() =>
      atOnce(mergingIn(sliced, decoded, new MergeBudget(), () => size)),
    );
    const which = `seed ${seed + at}, pieces of ${size}`;
    // What is refused in one go is refused in pieces: both are then forgotten.
    expect(change instanceof Error, which).toBe(once instanceof Error);
    if (once instanceof Error || change instanceof Error) {
      refused += 1;
      continue;
    }
    expect(contentLine(sliced), which).toBe(contentLine(whole));
    expect(change === null, which).toBe(once === null);
    if (!change || !once) continue;
    // Who is told, and tidies by themselves, has what the house has, down to what is deleted; so has a restart.
    Y.applyUpdate(told, change.update);
    replayInto(replayed, [change.update]);
    expect([stateOf(told), stateOf(replayed)], which).toEqual([stateOf(sliced), stateOf(sliced)]);
    for (const what of ['isStructural', 'hasOddParts'] as const)
      expect(change[what], `${which}: ${what}`).toBe(once[what]);
    expect([...change.newFrom].toSorted(), which).toEqual([...once.newFrom].toSorted());
    expect(change.gone.size, which).toBeGreaterThanOrEqual(once.gone.size);
  }
  report({ name: 'Long updates in pieces', figures: { tries, parts, refused, wrong: 0 } });
  // Of some hundred that take much back one holds a letter that says to stand behind what comes after it (merge-budget.ts).
  expect(refused).toBeLessThan(Math.max(4, tries / 50));
});

test(`[N5] between two pieces a text may be what no editor shows: nobody is let in meanwhile (seed ${seed})`, () => {
  let unfit = 0;
  for (let at = 0; at < 10; at += 1) {
    const both = apart(dice(seed + at));
    for (const piece of piecesOf(Y.decodeUpdate(updateOf(both)), () => 20)) {
      Y.applyUpdate(both.house, piece);
      if (!checkBlocks(bodyOf(both.house), [bodyOf(both.house)]).ok) unfit += 1;
    }
  }
  expect(unfit).toBeGreaterThan(0);
});

test('[N5] marks stay whose first words are gone by the time that all is merged; tidied after each piece they are lost', () => {
  const house = textOf(paragraph('One two.'));
  const away = copyOf(house, dice(1));
  const { text } = passageOf(away, 'One two').start;
  text.insert(0, 'Bold', { bold: {} });
  text.insert(4, 'er ');
  text.delete(0, 4);
  const decoded = Y.decodeUpdate(updateOf({ house, away }));
  const [sliced, tidied] = [copyOf(house, dice(2)), copyOf(house, dice(3))];
  atOnce(mergingIn(sliced, decoded, new MergeBudget(), () => 1));
  for (const piece of piecesOf(decoded, () => 1)) Y.applyUpdate(tidied, piece);
  expect(contentLine(away)).toContain('bold');
  expect(contentLine(sliced)).toBe(contentLine(away));
  expect(contentLine(tidied)).not.toBe(contentLine(away));
});
