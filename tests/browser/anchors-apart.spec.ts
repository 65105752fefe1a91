/**
 * Two editors out of reach of the server and of each other, at the words of one thread; a reviewer annotates there as well.
 * The rows of evidence/anchoring.md, A, in which two write at once. What they do to it alone: anchor-rows.ts.
 */
import { fillBody } from '@gloss/shared/text/content';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Words } from './anchor-words.ts';
import { textOf, wordsOf } from './anchor-words.ts';
import type { Standing } from './passages.ts';
import { untilAllShow } from './passages.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

interface Apart {
  readonly does: string;
  readonly one: (editor: PersonWindow, words: Words) => Promise<unknown>;
  readonly other: (editor: PersonWindow, words: Words) => Promise<unknown>;
  readonly standing: Standing | readonly Standing[];
  /** What is marked afterwards, a part a block. */
  readonly marked: (words: Words) => string[];
}

const whole = ({ passage }: Words) => [passage];
const typesInside: Apart['other'] = async (editor, { head }) =>
  (await editor.clicksBehind(head)).types(' red');
/** Between the second half's first word and its last. */
const typesInTail: Apart['other'] = async (editor, words) =>
  (await editor.clicksBehind(upToTail(words))).types(' fast');
const splits: Apart['one'] = async (editor, { head }) =>
  (await editor.clicksBehind(head)).presses('Enter');

function upToTail({ passage }: Words): string {
  return passage.slice(0, passage.lastIndexOf(' '));
}

const rows: readonly Apart[] = [
  {
    does: 'both type inside of it',
    one: typesInside,
    other: typesInTail,
    standing: 'edited',
    marked: ({ head, passage, tail }) => {
      const last = passage.lastIndexOf(' ');
      return [
        `${head} red${passage.slice(head.length, last)} fast${tail.slice(tail.lastIndexOf(' '))}`,
      ];
    },
  },
  {
    does: 'one breaks its paragraph, the other types behind the break',
    one: splits,
    other: typesInTail,
    standing: 'edited',
    // Of two spaces side by side the binding takes the later one for the new one.
    marked: ({ head, tail }) => [`${head}fast `, tail],
  },
  {
    does: 'one moves its paragraph, the other types inside of it',
    one: async (editor, { head }) => (await editor.clicksBehind(head)).presses('Alt+ArrowDown'),
    other: typesInside,
    // As it depends on who is back first.
    standing: ['edited', 'moved'],
    marked: ({ head, tail }) => [`${head} red${tail}`],
  },
  {
    does: 'one makes a heading of its paragraph, the other makes it bold',
    one: async (editor, { head }) => (await editor.clicksBehind(head)).presses('Control+Alt+2'),
    other: async (editor, { passage }) =>
      (await editor.selectsWithMouse(passage)).presses('Control+b'),
    standing: 'anchored',
    marked: whole,
  },
  {
    does: 'one deletes it, the other types inside of it',
    one: async (editor, { passage }) => (await editor.selectsWithMouse(passage)).presses('Delete'),
    other: typesInside,
    standing: 'orphaned',
    marked: () => [],
  },
];
/** On whose words the thread is opened only when they are out of reach. */
const last = rows.length;

const theatre = openTheatre();
const numbers: number[] = [];
let house: House;
let all: PersonWindow[];

beforeAll(async () => {
  house = await openHouse();
  const ada = await house.enter('Ada', 'editor');
  fillBody(ada.text, textOf([...rows, last].map(() => undefined)));
  await ada.untilSaved();
  const rhea = await house.enter('Rhea', 'reviewer');
  for (const at of rows.keys()) {
    const { passage } = wordsOf(at);
    await rhea.sees(passage);
    numbers.push((await rhea.annotates(passage, `On row ${at}.`)).number);
  }
  const seat = async (name: string, role: 'editor' | 'reviewer') =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
  all = [await seat('Ed', 'editor'), await seat('Lena', 'editor'), await seat('Rory', 'reviewer')];
  const [ed, lena, rory] = all as [PersonWindow, PersonWindow, PersonWindow];
  await house.stop();
  for (const [at, { one, other }] of rows.entries()) {
    await one(ed, wordsOf(at));
    await other(lena, wordsOf(at));
  }
  await splits(ed, wordsOf(last));
  await (await rory.selectsWithMouse(wordsOf(last).passage)).annotates('From out of reach.');
  expect(await ed.keptOffline()).toBeGreaterThan(0);
  expect(await lena.keptOffline()).toBeGreaterThan(0);
  await house.reopen();
  for (const each of all) await each.untilSaved();
  await ed.findsCard('From out of reach.');
  numbers.push(await rory.numberOf('From out of reach.'));
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

for (const [at, { does, standing, marked }] of rows.entries())
  test(`[L5] ${does}, apart: every screen shows the thread ${[standing].flat().join(' or ')}`, async () => {
    await untilAllShow(all, numbers[at] ?? 0, standing, marked(wordsOf(at)));
  });

test('[L5] one breaks a paragraph, the other annotates it, apart: every screen shows the thread on both halves', async () => {
  const { head, tail } = wordsOf(last);
  await untilAllShow(all, numbers[last] ?? 0, 'anchored', [head, tail]);
});
