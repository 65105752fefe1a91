/** When a thread's words were moved and changed at once, or are gone: what people see, and how they put it right. */
import type { JSONContent } from '@gloss/shared/text/content';
import { fillBody } from '@gloss/shared/text/content';
import { block, heading, paragraph } from '@gloss/shared/text/fixture';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { untilAllShow } from './passages.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const said = {
  tools: 'Tools that nobody has tried are bought in haste and left in a drawer.',
  trust: 'Trust grows slowly where people are told what a machine decides about them.',
  staff: 'Staff will be given the time they need to learn before anything changes.',
  money: 'Savings are counted only after a year has passed without any harm at all.',
  carers: 'Carers hear about it early and may refuse without giving any reasons.',
  phone: 'Letters are sent to all who cannot or will not read things on a screen.',
};
const spare = 'Here are some spare words to put threads on.';

const theatre = openTheatre();
let house: House;
let ada: Person;
let lead: PersonWindow;
let author: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  ada = await house.enter('Ada', 'editor');
  const blocks: JSONContent[] = Object.values(said).map((words) => paragraph(words));
  fillBody(ada.text, block('doc', heading(1, 'Aims'), paragraph(spare), ...blocks));
  await ada.untilSaved();
  lead = await (await theatre.window('Lena')).entersDraft(await house.linkFor('Lena', 'lead'));
  author = await (
    await theatre.window('Rory')
  ).entersDraft(await house.linkFor('Rory', 'reviewer'));
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[L6] where words were moved and changed, every screen shows both texts; the author confirms with the keyboard', async () => {
  const { number, now } = await movedAndChanged(said.tools, 'tried', 'tested');
  await untilAllShow([lead, author], number, 'moved?', [now]);
  for (const window of [lead, author]) await showsBoth(window, number, 'tried', 'tested');
  expect(await author.axe()).toEqual([]);
  await author.filters('To confirm');
  await author.thread(number).locator('[data-thread-heading]').focus();
  await author.walksTo(/^button Yes, these are the words/);
  await author.presses('Enter');
  await untilAllShow([lead, author], number, 'anchored', [now]);
  await author.filters('Open');
  await author.goesToThread(number);
  await history(lead, number, `reattached it: “${now}”, until then “${said.tools}”`);
});

test('[L6] a lead says that these are not the words: the thread has none then, on every screen', async () => {
  const { number } = await movedAndChanged(said.trust, 'slowly', 'quickly');
  await lead.filters('To confirm');
  await asks(lead, number);
  await (
    await lead.goesToThread(number)
  )
    .getByRole('button', { name: 'No, these are not' })
    .click();
  await lead.filters('Orphaned');
  await untilAllShow([lead, author], number, 'orphaned', []);
  expect(await lead.axe()).toEqual([]);
  await history(lead, number, 'said that these are not the words');
  await lead.filters('Open');
});

test('[L6] who sees where the words are puts the thread there, without saying no first', async () => {
  const { number } = await movedAndChanged(said.staff, 'learn', 'train');
  await asks(lead, number);
  await lead.selectsWithMouse('spare words');
  await reattachButton(await lead.goesToThread(number)).click();
  await untilAllShow([lead, author], number, 'anchored', ['spare words']);
});

test('[L6] a reviewer is asked nothing about the threads of others', async () => {
  const { number } = await movedAndChanged(said.money, 'harm', 'hurt', ada);
  await untilAllShow([lead, author], number, 'moved?', [said.money.replace('harm', 'hurt')]);
  const buttons = (window: PersonWindow) =>
    window
      .thread(number)
      .getByRole('button', { name: /these are/ })
      .count();
  expect(await buttons(lead)).toBe(2);
  expect(await buttons(author)).toBe(0);
});

test('[T7] an author puts a thread that lost its words on others, with the keyboard alone', async () => {
  const number = await annotated(said.carers, 'How early?');
  deletes(said.carers);
  await untilAllShow([lead, author], number, 'orphaned', []);
  await author.text.focus();
  await author.presses('Control+Home', 'ArrowDown', 'Home');
  for (const _word of 'Here are some'.split(' ')) await author.presses('Shift+Control+ArrowRight');
  await author.walksTo(/lost (its|their) words/);
  await author.presses('Enter');
  await author.walksTo(new RegExp(`^button Thread ${number} by`));
  await author.presses('Enter');
  await author.walksTo(/^button Reattach to the selected words/);
  await author.presses('Enter');
  await untilAllShow([lead, author], number, 'anchored', ['Here are some']);
});

test('[T7] on a phone, threads that lost their words have a heading of their own, and their author reattaches one', async () => {
  const number = await annotated(said.phone, 'By post?');
  deletes(said.phone);
  await untilAllShow([lead], number, 'orphaned', []);
  const signedIn = await author.page.context().storageState();
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const hand = await theatre.window('Rory on a phone', { ...phone, storageState: signedIn });
  await hand.opens(author.page.url().split('#', 1)[0] ?? '');
  await hand.sees(spare);
  const { page } = hand;
  await hand.clicksBehind('to put threads on.');
  await hand.selectsWithKeys('to put threads on.');
  await page.getByRole('button', { name: /\d+ threads/ }).tap();
  await page.getByRole('heading', { name: /lost (its|their) words/ }).waitFor();
  expect(await hand.axe()).toEqual([]);
  expect(await hand.overhang()).toBeLessThanOrEqual(0);
  await reattachButton(await hand.openThread(number)).tap();
  await untilAllShow([lead], number, 'anchored', ['to put threads on.']);
});

/** A thread on words that an editor then takes to the end of the text in one go, with one word another. */
async function movedAndChanged(words: string, word: string, other: string, by?: Person) {
  const body = `What of “${word}”?`;
  const number = by ? (await by.annotates(words, body)).number : await annotated(words, body);
  const now = words.replace(word, other);
  ada.text.transact(() => {
    deletes(words);
    ada.writes(now);
  });
  await ada.untilSaved();
  return { number, now };
}

/** The author's, on the whole of a paragraph. */
async function annotated(words: string, body: string): Promise<number> {
  await author.selectsWithMouse(words);
  await author.annotates(body);
  // Only on other screens it is certain: here the act may still be on its way.
  await lead.cardSaying(body).waitFor();
  return lead.numberOf(body);
}

function deletes(words: string): void {
  const run = ada.runs().find((each) => each.toString().includes(words));
  run?.delete(0, run.length);
}

async function asks(window: PersonWindow, number: number): Promise<void> {
  await window.goesToThread(number);
  await window.finds(window.thread(number), 'Is this still the passage?');
}

/** Both texts in one: what was struck, what is new, the rest once. */
async function showsBoth(window: PersonWindow, number: number, gone: string, fresh: string) {
  const card = window.thread(number);
  expect(await card.locator('del').innerText()).toContain(gone);
  expect(await card.locator('ins').innerText()).toContain(fresh);
}

async function history(window: PersonWindow, number: number, line: string): Promise<void> {
  const card = await window.goesToThread(number);
  if (!(await card.getByRole('listitem').filter({ hasText: line }).isVisible()))
    await card.getByText('History', { exact: true }).click();
  await window.finds(card, line);
}

function reattachButton(card: Locator): Locator {
  return card.getByRole('button', { name: 'Reattach to the selected words' });
}
