/** Proposed words on screen: proposed, in conflict, written anew, accepted, taken back, declined; by mouse and by keys alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { until } from '../stage/until.ts';
import { heard, proposes, shows } from './proposing.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let ada: PersonWindow;
let bo: PersonWindow;
let editor: PersonWindow;
let reviewer: PersonWindow;

const training = 'Staff need training before any of the new tools arrive.';
const summary = 'Providers publish a short summary of each system within ninety days.';
const register = 'Boards review the register once a year.';

beforeAll(async () => {
  house = await openHouse();
  const writer = await house.enter('Writer', 'editor');
  for (const line of [summary, training, register]) writer.writes(line);
  await writer.untilSaved();
  const seat = async (name: string, role: 'lead' | 'editor' | 'reviewer') =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
  ada = await seat('Ada', 'lead');
  bo = await seat('Bo', 'lead');
  editor = await seat('Ed', 'editor');
  reviewer = await seat('Rae', 'reviewer');
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

let number: number;

test('[P7] a proposal shows only what would change, on every screen, and the text is untouched', async () => {
  await reviewer.selectsWithMouse(training);
  number = await proposes(
    reviewer,
    'Staff get training before all of the new tools arrive.',
    'Need is not enough.',
  );
  for (const each of [ada, bo, editor, reviewer]) {
    await shows(each, ['need', 'any'], ['get', 'all']);
    expect(await each.reads()).toContain(training);
  }
  await ada.until('hears who proposed what', async () =>
    (await heard(ada)).includes(
      `Thread ${number}: Rae proposed “Staff get training before all of the new tools arrive.” in place of “${training}”.`,
    ),
  );
});

test('[B2] a proposal is heard as what goes and what comes, and its words lead to its card', async () => {
  const card = await ada.openThread(number);
  const suggestions = ada.text.locator('[role=suggestion]');
  expect(await suggestions.count()).toBe(2);
  expect(await ada.text.getByRole('deletion').allTextContents()).toEqual(['need', 'any']);
  expect(await suggestions.first().getByRole('insertion').textContent()).toBe('get');
  // On every screen, also where the card is closed; where a filter hides it, the words lead nowhere.
  const details = (by: PersonWindow) =>
    by.text.locator('mark.passage-proposal').first().getAttribute('aria-details');
  const id = await card.getAttribute('id');
  for (const each of [ada, editor])
    await each.until('is led to the card', async () => (await details(each)) === id);
  await editor.filters('Decided');
  await editor.until('is led nowhere', async () => (await details(editor)) === null);
  expect(await editor.axe()).toEqual([]);
  await editor.filters('Open');
  expect(await ada.axe()).toEqual([]);
});

test('[P7] words that are only proposed are not copied with the text', async () => {
  await ada.selectsWithMouse(training);
  await ada.page.evaluate(() => {
    document.addEventListener('copy', ({ clipboardData }) => {
      for (const type of ['plain', 'html'])
        document.body.setAttribute(`data-${type}`, clipboardData?.getData(`text/${type}`) ?? '');
    });
  });
  await ada.until('has copied', async () => {
    await ada.presses('Control+c');
    return (await ada.page.locator('body').getAttribute('data-plain')) !== null;
  });
  const copied = (type: string) => ada.page.locator('body').getAttribute(`data-${type}`);
  const [plain, html] = [await copied('plain'), await copied('html')];
  expect(plain).toBe(training);
  expect(html).toContain('need');
  expect(html).not.toMatch(/proposed|suggestion|\bget\b|\ball\b/);
});

test('[P7] in conflict nothing is struck; the card shows both wordings, and everybody may read them', async () => {
  await editor.clicksBehind('the new tools');
  await editor.types(' and systems');
  for (const each of [ada, editor, reviewer]) {
    await shows(each, [], []);
    await each.text.locator('mark.passage-conflict').first().waitFor();
  }
  for (const each of [ada, reviewer]) {
    const card = await each.openThread(number);
    await each.finds(card, 'The passage has changed since this was proposed');
    await each.finds(card, 'As proposed');
    await each.finds(card, 'As it reads now');
    await each.finds(card, 'and systems');
    expect(await card.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0);
  }
  expect(await ada.axe()).toEqual([]);
});

test('[P2] a lead writes a proposal in conflict anew, from both changes, and accepts it', async () => {
  const card = await ada.openThread(number);
  await card.getByRole('button', { name: 'Write it anew…' }).click();
  const wording = card.getByRole('textbox', { name: /^Wording for the passage/ });
  const merged = 'Staff get training before all of the new tools and systems arrive.';
  expect(await wording.inputValue()).toBe(merged);
  expect(await ada.axe()).toEqual([]);
  await card.getByRole('button', { name: 'Propose this instead' }).click();
  await shows(reviewer, ['need', 'any'], ['get', 'all']);
  await reviewer.until('hears that it was written anew', async () =>
    (await heard(reviewer)).includes('Ada wrote the proposal anew'),
  );
  await card.getByRole('button', { name: 'Accept', exact: true }).click();
  await ada.decides(card, 'Accepted', 'Both are right.');
  for (const each of [ada, bo, editor, reviewer]) await each.sees(merged);
  await ada.finds(card, 'Words by Rae, put in by Ada.');
  await card.getByText('History', { exact: true }).click();
  await ada.finds(card, 'rewrote the proposal');
});

test('[P3] an acceptance is taken back with a reason: the text reads as before, and the thread is open again', async () => {
  const card = await ada.openThread(number);
  await card.getByRole('button', { name: 'Take back…' }).click();
  await card.getByRole('button', { name: 'Take the words back' }).click();
  await ada.finds(card, 'Say why.');
  await card.getByRole('textbox', { name: /take them back/ }).fill('The unions were not asked.');
  await card.getByRole('button', { name: 'Take the words back' }).click();
  const before = 'Staff need training before any of the new tools and systems arrive.';
  for (const each of [ada, bo, editor, reviewer]) await each.sees(before);
  await shows(reviewer, ['need', 'any'], ['get', 'all']);
  await reviewer.until('hears that it was taken back', async () =>
    (await heard(reviewer)).includes('took “Staff get training'),
  );
  await card.getByText('The unions were not asked.').waitFor({ state: 'attached' });
});

test('[P3] where the text reads otherwise by now, taking back says so, and nothing is changed', async () => {
  const card = await ada.openThread(number);
  await card.getByRole('button', { name: 'Accept', exact: true }).click();
  await ada.decides(card, 'Accepted', 'They have agreed.');
  await editor.sees('Staff get training');
  await editor.clicksBehind('Staff get');
  await editor.types(' regular');
  await ada.finds(card, 'which has been changed there since');
  await card.getByRole('button', { name: 'Take back…' }).click();
  await ada.finds(card.getByRole('alert'), 'cannot be taken back');
  expect(await ada.axe()).toEqual([]);
  await ada.sees('Staff get regular training before all of the new tools and systems arrive.');
  await card.getByRole('alert').getByRole('button', { name: 'Cancel' }).click();
});

test('[T6] a lead accepts with words of their own, and the card says whose words stand there', async () => {
  await reviewer.selectsWithMouse(summary);
  const thread = await proposes(
    reviewer,
    'Providers publish a plain summary of each system within thirty days.',
    'Ninety days are long.',
  );
  const card = await ada.openThread(thread);
  await card.getByRole('button', { name: /^Decide/ }).click();
  const form = card.getByRole('form', { name: 'Decide as' });
  await ada.chooses(form, 'Accepted with modification');
  const own = 'Providers publish a plain summary of each system within sixty days.';
  await form.getByRole('textbox', { name: 'Wording to put in' }).fill(own);
  await ada.finds(form, 'The text changes when you decide');
  await ada.decides(card, 'Accepted with modification', 'A compromise.');
  for (const each of [ada, editor, reviewer]) await each.sees(own);
  await reviewer.filters('All');
  const atAuthor = await reviewer.openThread(thread);
  await reviewer.finds(atAuthor, `In the text as: “${own}”`);
  await reviewer.finds(atAuthor, 'Words by Rae, put in by Ada.');
  await reviewer.filters('Open');
});

test('[P5] of two leads who decide at once one wins, and the other is told who', async () => {
  await reviewer.selectsWithMouse(register);
  const thread = await proposes(reviewer, 'Boards review the register twice a year.', 'Too rare.');
  const [atAda, atBo] = [await ada.openThread(thread), await bo.openThread(thread)];
  await atAda.getByRole('button', { name: 'Accept', exact: true }).click();
  await bo.page.getByRole('article').getByRole('button', { name: 'Decline', exact: true }).click();
  house.holds();
  await ada.decides(atAda, 'Accepted', 'Twice is possible.');
  await bo.decides(atBo, 'Declined', 'Once is enough.');
  house.goesOn();
  const isTold = (by: PersonWindow, winner: string) =>
    by.page.getByText(`${winner} was first and has decided this thread`).isVisible();
  const first = await until('one of them is told', async () => {
    if (await isTold(ada, 'Bo')) return 'Bo';
    return (await isTold(bo, 'Ada')) && 'Ada';
  });
  const hasWon = first === 'Ada' ? 'twice a year' : 'once a year';
  const [winner, loser] = first === 'Ada' ? [ada, bo] : [bo, ada];
  for (const each of [ada, bo, editor, reviewer])
    await each.sees(`Boards review the register ${hasWon}.`);
  expect(await isTold(winner, loser.name)).toBe(false);
  expect(await loser.axe()).toEqual([]);
  await loser.page.getByRole('alert').getByRole('button', { name: 'Discard' }).click();
});
