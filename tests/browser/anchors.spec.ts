/** Structural editing with a thread on the words, as an editor does it; a lead and a reviewer look on (anchor-rows.ts). */
import { fillBody } from '@gloss/shared/text/content';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { anchorRows } from './anchor-rows.ts';
import { textOf, wordsOf } from './anchor-words.ts';
import { untilAllShow } from './passages.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

/** Every row by each of its ways, on a block of its own. */
const ways = anchorRows.flatMap((row) => [
  { by: 'keys', act: row.keys, row },
  ...(row.mouse ? [{ by: 'mouse', act: row.mouse, row }] : []),
]);

const theatre = openTheatre();
/** The threads of the ways, in their order. */
const numbers: number[] = [];
let house: House;
let editor: PersonWindow;
let all: PersonWindow[];

beforeAll(async () => {
  house = await openHouse();
  const ada = await house.enter('Ada', 'editor');
  fillBody(ada.text, textOf(ways.map(({ row }) => row.within)));
  await ada.untilSaved();
  const rhea = await house.enter('Rhea', 'reviewer');
  for (const at of ways.keys()) {
    const { passage } = wordsOf(at);
    await rhea.sees(passage);
    numbers.push((await rhea.annotates(passage, `On row ${at}.`)).number);
  }
  const seat = async (name: string, role: 'editor' | 'lead' | 'reviewer') =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
  editor = await seat('Ed', 'editor');
  all = [editor, await seat('Lena', 'lead'), await seat('Rory', 'reviewer')];
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

for (const [at, { by, act, row }] of ways.entries())
  test(`[L5] ${row.does}, by ${by}: every screen shows the thread ${[row.standing].flat().join(' or ')}`, async () => {
    const words = wordsOf(at);
    await editor.presses('Escape');
    await act(editor, words);
    await editor.untilSaved();
    await untilAllShow(all, numbers[at] ?? 0, row.standing, row.marked(words));
  });
