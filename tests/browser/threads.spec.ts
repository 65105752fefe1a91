/** What else people do with threads on screen: reword, withdraw, sort, reattach. The story has the rest. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let lead: PersonWindow;
let reviewer: PersonWindow;

beforeAll(async () => {
  house = await openHouse({ sample: true });
  const seat = async (who: 'lead' | 'reviewer') =>
    (await theatre.window(who)).entersDraft(await house.sampleLink(who));
  [lead, reviewer] = await Promise.all([seat('lead'), seat('reviewer')]);
});
afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[T5] an author rewords their comment on screen, and everyone can read what it said before', async () => {
  await reviewer.selectsWithMouse('Why a strategy');
  await reviewer.annotates('Whose strategy?');
  const own = await reviewer.openThread(await reviewer.numberOf('Whose strategy?'));
  await own.getByRole('button', { name: /^More for thread/ }).click();
  await reviewer.page.getByRole('menuitem', { name: 'Reword' }).click();
  await own
    .getByRole('textbox', { name: 'Your words' })
    .fill('Whose strategy is it, and for how long?');
  await own.getByRole('button', { name: 'Save the new words' }).click();
  const atLead = await lead.openThread(await lead.numberOf('and for how long?'));
  await atLead.getByText('History', { exact: true }).click();
  await lead.finds(atLead, 'Whose strategy?');
});

test('a lead labels and types a thread in one go, and its author sees it', async () => {
  const number = await lead.numberOf('and for how long?');
  const card = await lead.openThread(number);
  await card.getByRole('button', { name: /^More for thread/ }).click();
  await lead.page.getByRole('menuitem', { name: 'Labels and type…' }).click();
  await card.getByRole('textbox', { name: 'Labels' }).fill('Scope, Evidence');
  await lead.chooses(card, 'Editorial');
  await card.getByRole('button', { name: 'Save' }).click();
  const atAuthor = reviewer.thread(number);
  for (const words of ['Scope', 'Evidence', 'Editorial']) await reviewer.finds(atAuthor, words);
});

test('[T5] an author withdraws their thread with a reason', async () => {
  const number = await reviewer.numberOf('and for how long?');
  const own = await reviewer.openThread(number);
  await own.getByRole('button', { name: /^More for thread/ }).click();
  await reviewer.page.getByRole('menuitem', { name: /^Withdraw/ }).click();
  await own.getByRole('textbox', { name: 'Why do you withdraw it?' }).fill('Answered in the room.');
  await own.getByRole('button', { name: /^Withdraw/ }).click();
  await lead.filters('All');
  await lead.finds(await lead.openThread(number), 'Answered in the room.');
});

test('[T7] an orphan is put back on words that are selected', async () => {
  await lead.filters('Orphaned');
  const group = lead.page.getByRole('button', { name: /lost its words/ });
  if ((await group.getAttribute('aria-expanded')) === 'false') await group.click();
  const opener = lead.page.getByRole('article').locator('[data-thread-heading]').first();
  const number = Number(/\d+/.exec((await opener.getAttribute('aria-label')) ?? '')?.[0]);
  await lead.selectsWithMouse('before tools arrive');
  const card = await lead.openThread(number);
  await card.getByRole('button', { name: 'Reattach to the selected words' }).click();
  await lead.filters('Open');
  await lead.finds(lead.thread(number), 'before tools arrive');
});
