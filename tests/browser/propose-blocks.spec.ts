/** Whole blocks in Propose mode: new ones, deleted ones, those that become another kind; accepted, renewed and taken back. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { heard } from './proposing.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let rae: PersonWindow;
let lin: PersonWindow;
let ed: PersonWindow;

const first = 'Care is human work, and it needs people who listen.';
const second = 'A machine may help where people have agreed that it helps.';
const third = 'Nobody is left to guess who decided.';
const fourth = 'Boards look at the register once a year.';

beforeAll(async () => {
  house = await openHouse();
  const cy = await house.enter('Cy', 'editor');
  for (const line of [first, second, third]) cy.writes(line);
  await cy.writes(fourth).untilSaved();
  const seat = async (name: string, role: 'reviewer' | 'lead' | 'editor') =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
  [rae, lin, ed] = await Promise.all([
    seat('Rae', 'reviewer'),
    seat('Lin', 'lead'),
    seat('Ed', 'editor'),
  ]);
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[P6] new blocks in a row are one change, deleted and retyped ones one each; the list shows them as they look', async () => {
  await rae.chooses(rae.page.getByRole('radiogroup', { name: 'Mode' }), 'Propose');
  await rae.clicksBehind('who listen.');
  await rae.presses('Enter', 'Control+Alt+2');
  await rae.types('Why now');
  await rae.presses('Enter');
  await rae.types('Because waiting costs.');
  await rae.presses('Enter');
  await rae.types('And it is fair.');
  await rae.presses('Enter', 'Control+Shift+8');
  await rae.types('for patients');
  await rae.presses('Enter');
  await rae.types('for staff');
  await rae.finds(tray(rae), '1 change, on this device only');
  await rae.selectsWithMouse(third);
  await rae.presses('Backspace', 'Backspace');
  await rae.finds(tray(rae), '2 changes, on this device only');
  await rae.clicksBehind('once a year.');
  await rae.choosesStyle('Heading 2');
  await rae.finds(tray(rae), '3 changes, on this device only');
  await tray(rae).getByRole('button', { name: 'Show them' }).click();
  await rae.finds(tray(rae), 'Proposes 4 new blocks.');
  await rae.finds(tray(rae), 'Proposes to delete this paragraph.');
  await rae.finds(tray(rae), 'Proposes to turn this paragraph into a heading.');
  expect(await tray(rae).locator('ins li').allInnerTexts()).toEqual(['for patients', 'for staff']);
  expect(await rae.axe()).toEqual([]);
  for (const each of [lin, ed]) expect((await each.reads()).endsWith(draft())).toBe(true);
});

test('[P9] sent, they show on every screen where they would stand, and are heard; the text is untouched', async () => {
  await tray(rae).getByRole('button', { name: 'Propose 3 changes' }).click();
  await rae.finds(tray(rae), 'Each change becomes a proposal');
  for (const each of [lin, ed]) {
    const coming = each.text.getByRole('insertion');
    await each.until('shows both insertions', async () => (await coming.count()) === 2);
    expect(await coming.first().getByRole('listitem').allInnerTexts()).toEqual([
      'for patients',
      'for staff',
    ]);
    expect(await each.text.locator('.proposed-gone').allInnerTexts()).toEqual([third, fourth]);
    expect((await each.reads()).endsWith(draft())).toBe(true);
  }
  await lin.until('hears of them', async () => {
    const said = await heard(lin);
    return /proposed 4 new blocks: “Why now Because waiting costs/.test(said);
  });
  expect(await lin.axe()).toEqual([]);
});

test('[P9] accepted with the keyboard alone, new blocks stand in the text, with the credit', async () => {
  const card = await lin.openThread(1);
  await lin.finds(card, 'Proposes 4 new blocks, after these words:');
  await card.getByRole('button', { name: 'Accept', exact: true }).focus();
  await lin.presses('Enter');
  await lin.focuses(/^textarea/);
  await lin.types('Good reasons.');
  await lin.presses('Control+Enter');
  for (const each of [lin, ed, rae]) {
    await each.sees(`${first}\nWhy now\nBecause waiting costs.\nAnd it is fair.\nfor patients`);
    expect(await each.text.getByRole('heading', { name: 'Why now' }).count()).toBe(1);
    expect(await each.text.locator('li').count()).toBe(2);
  }
  await lin.filters('All');
  const decided = await lin.openThread(1);
  await lin.finds(decided, 'Proposed by Rae, put in by Lin.');
});

test('[P9] a deletion accepted takes the paragraph out; taken back, it stands there again', async () => {
  const card = await lin.openThread(2);
  await lin.decides(card, 'Accepted', 'Not needed.');
  await ed.until('sees it gone', async () => !(await ed.reads()).includes(third));
  const gone = await lin.goesToThread(2);
  await gone.getByRole('button', { name: 'Take back…' }).click();
  const form = gone.getByRole('form');
  await form.getByRole('textbox').last().fill('It was needed.');
  await form.getByRole('button', { name: 'Take the words back' }).click();
  for (const each of [lin, ed]) await each.sees(`${second}\n${third}\n`);
});

test('[P9] where the paragraph was changed meanwhile, the card shows both and is renewed; then it is accepted', async () => {
  await ed.clicksBehind('once a');
  await ed.types(' whole');
  await ed.untilSaved();
  await lin.sees('once a whole year.');
  const card = await lin.goesToThread(3);
  await lin.finds(card, 'The text has changed there since this was proposed');
  await lin.finds(card, 'As it reads now');
  expect(await lin.axe()).toEqual([]);
  await card.getByRole('button', { name: 'Renew for the text of now' }).click();
  const form = card.getByRole('form', { name: 'Renew the proposal' });
  await form.getByRole('button', { name: 'Renew for the text of now' }).click();
  await lin.finds(card, 'Written anew once');
  await lin.decides(card, 'Accepted', 'It is one.');
  for (const each of [lin, ed, rae])
    await each.until('has the heading', async () =>
      each.text.getByRole('heading', { name: fourth }).isVisible(),
    );
  expect(await ed.reads()).not.toContain('whole');
});

function draft(): string {
  return [first, second, third, fourth].join('\n');
}

function tray(person: PersonWindow): Locator {
  return person.page.getByRole('region', { name: 'What you propose' });
}
