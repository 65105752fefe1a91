/** Threads on everything a text is made of, and passages that cross or stand within each other: each can be told apart. */
import { fillBody } from '@gloss/shared/text/content';
import { block, heading, list, paragraph, table } from '@gloss/shared/text/fixture';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import type { Drawn } from './on-page.ts';
import { drawnPassages } from './on-page.ts';
import { markedBy, untilAllShow } from './passages.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const sentence = 'Whoever decides about care says what a machine has had to do with it.';

const theatre = openTheatre();
let house: House;
let ada: Person;
let lead: PersonWindow;
let reviewer: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  ada = await house.enter('Ada', 'editor');
  const content = [
    heading(1, 'What we want to reach'),
    paragraph(sentence),
    list('The first item of all', 'The second item of all'),
    table(['Phase', 'What', 'Who'], ['Listen', 'Ask people', 'Everybody'], ['Try', 'See', 'Some']),
  ];
  fillBody(ada.text, block('doc', ...content));
  await ada.untilSaved();
  const seat = async (name: string, role: 'lead' | 'reviewer') =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
  [lead, reviewer] = [await seat('Lena', 'lead'), await seat('Rory', 'reviewer')];
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test.each([
  ['a section heading', 'What we want to reach'],
  ['a list item', 'The second item of all'],
  ['a table cell', 'Ask people'],
])('[L7] %s can be spoken about', async (what, words) => {
  await reviewer.selectsWithMouse(words);
  await reviewer.annotates(`About ${what}.`);
  const number = await reviewer.numberOf(`About ${what}.`);
  await untilAllShow([reviewer, lead], number, 'anchored', [words]);
});

test('[L7] several cells selected at once are one passage, from the first to the last', async () => {
  await lead.dragsOver('Listen', 'Everybody');
  await lead.annotates('About a row.');
  const number = await lead.numberOf('About a row.');
  await untilAllShow([lead, reviewer], number, 'anchored', ['Listen', 'Ask people', 'Everybody']);
});

test('[L7] cells of a column are spoken about in their whole rows, and those get selected before anything is said', async () => {
  const { page } = lead;
  const selected = () => page.locator('.selectedCell').allInnerTexts();
  await lead.dragsOver('Ask people', 'See');
  await lead.until('has two cells selected', async () => (await selected()).length === 2);
  await lead.presses('Control+Alt+m');
  const rows = ['Listen', 'Ask people', 'Everybody', 'Try', 'See', 'Some'];
  await lead.until(
    'has whole rows selected',
    async () => String(await selected()) === String(rows),
  );
  await page.getByRole('log').getByText('on the whole rows').waitFor();
  const form = page.getByRole('form', { name: 'Annotate' });
  await form.getByRole('textbox', { name: 'Your comment' }).fill('About a column.');
  await form.getByRole('button', { name: 'Send' }).click();
  const number = await lead.numberOf('About a column.');
  await untilAllShow([lead, reviewer], number, 'anchored', rows);
});

test('[L7] the whole draft can be spoken about', async () => {
  const { page } = reviewer;
  await page.getByRole('button', { name: 'Comment on the whole draft' }).click();
  const form = page.getByRole('form');
  await form.getByRole('textbox', { name: 'Your comment' }).fill('Too long, all of it.');
  await form.getByRole('button', { name: 'Send' }).click();
  await lead.page.getByRole('button', { name: /about the whole draft/ }).click();
  const number = await lead.numberOf('Too long, all of it.');
  await untilAllShow([lead], number, 'anchored', []);
});

test('[L7] passages that overlap differ where they do: in tint, in lines, and by ticks where each begins and ends', async () => {
  const outer = await annotated('decides about care says what a machine');
  const inner = await annotated('about care');
  const crossing = await annotated('a machine has had');
  const { page } = lead;
  await lead.presses('Escape');
  const at = (drawn: Drawn[], words: string) => drawn.find(({ text }) => text.includes(words))!;
  await lead.until('has the ticks', async () => (await ticks()).length === 6);
  const drawn = await page.evaluate(drawnPassages);
  const [alone, within, crossed, beyond] = ['says what', 'bout car', 'machin', 'has ha'].map(
    (words) => at(drawn, words),
  );
  expect([alone?.depth, within?.depth, crossed?.depth, beyond?.depth]).toEqual([1, 2, 2, 1]);
  expect(within?.tint).not.toEqual(alone?.tint);
  expect(crossed?.tint).toEqual(within?.tint);
  expect(beyond?.tint).toEqual(alone?.tint);
  expect(new Set(within?.lines).size, 'a line for each').toBe(2);
  for (const each of drawn) expect.soft(each.contrast, each.text).toBeGreaterThanOrEqual(4.5);
  expect(await markedBy(lead, inner)).toEqual(['about care']);
  for (const number of [outer, crossing]) await lead.thread(number).waitFor();
  expect(await ticks()).toEqual(['d', 'a', 'e', 'a', 'e', 'd']);

  await page.emulateMedia({ forcedColors: 'active' });
  const forced = at(await page.evaluate(drawnPassages), 'bout car');
  expect(new Set(forced.lines).size, 'a line for each with forced colours').toBe(2);
  await page.emulateMedia({ forcedColors: 'none' });
  expect(await lead.axe()).toEqual([]);
});

test('[L7] where nothing overlaps any more there are no ticks', async () => {
  const { page } = lead;
  await lead.filters('All');
  await lead.selectsWithMouse(sentence);
  await lead.presses('Delete');
  await lead.until('has no ticks', async () => (await ticks()).length === 0);
  await page.keyboard.press('Control+z');
  await lead.until('has them again', async () => (await ticks()).length === 6);
});

async function annotated(words: string): Promise<number> {
  const { number } = await ada.annotates(words, `On “${words}”.`);
  await lead.thread(number).waitFor();
  return number;
}

/** The letters of the sentence that have one, in its order. */
function ticks(): Promise<string[]> {
  return lead.page.locator('.text > p :is(.passage-start, .passage-end)').allInnerTexts();
}
