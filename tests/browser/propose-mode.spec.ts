/** Propose mode: a reviewer writes in the text as if editing it; what comes of it are proposals, one for each change. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let rae: PersonWindow;
let lin: PersonWindow;
let ed: PersonWindow;

const first = 'Care is human work, and it needs people who listen every day.';
const second = 'A machine may help where people have agreed that it helps.';
const third = 'Nobody is left to guess who decided.';

beforeAll(async () => {
  house = await openHouse();
  const cy = await house.enter('Cy', 'editor');
  cy.writes(first);
  cy.writes(second);
  await cy.writes(third).untilSaved();
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

test('[P6] what a reviewer writes is marked on her screen, counted, and on no other screen', async () => {
  await proposes(rae);
  await rae.clicksBehind('Care is human');
  for (const _letter of 'human') await rae.presses('Backspace');
  await rae.types('hard');
  await rae.clicksBehind('listen every');
  await rae.types(' single');
  await rae.clicksBehind(second);
  await rae.types(' It never decides.');
  await rae.finds(tray(rae), '3 changes, on this device only');
  expect(await marked(rae)).toEqual(['hard', 'single', 'It never decides.']);
  for (const each of [lin, ed]) expect(await each.reads()).toContain(`${first}\n${second}`);
  expect(await rae.axe()).toEqual([]);
});

test('[P6] colleagues go on writing in the same paragraph meanwhile, and she sees it', async () => {
  await ed.clicksBehind('Care is human work');
  await ed.types(' and skill');
  await rae.sees('work and skill, and it needs');
  await rae.finds(tray(rae), '3 changes, on this device only');
});

test('[P6] nothing of it is lost by a reload, and one change is put back from the list', async () => {
  await rae.page.reload();
  await rae.text.waitFor();
  await rae.finds(tray(rae), '3 changes, on this device only');
  expect(await marked(rae)).toEqual(['hard', 'single', 'It never decides.']);
  await tray(rae).getByRole('button', { name: 'Show them' }).click();
  const changes = tray(rae)
    .getByRole('list', { name: 'Changes you propose' })
    .getByRole('listitem');
  expect(await changes.count()).toBe(3);
  await changes
    .nth(1)
    .getByRole('button', { name: /^Put back/ })
    .click();
  await rae.finds(tray(rae), '2 changes, on this device only');
  expect(await marked(rae)).toEqual(['hard', 'It never decides.']);
});

test('[P6] in Review the changes wait, and are said to', async () => {
  await rae.chooses(rae.page.getByRole('radiogroup', { name: 'Mode' }), 'Review');
  await rae.finds(tray(rae), '2 changes of yours are not proposed yet.');
  expect(await rae.reads()).not.toContain('It never decides.');
  await tray(rae).getByRole('button', { name: 'Go on proposing' }).click();
  await rae.sees('It never decides.');
});

test('[P6] sent together, each is a proposal of its own; a lead accepts one, and only that changes the text', async () => {
  await tray(rae).getByRole('button', { name: 'Show them' }).click();
  await tray(rae).getByRole('textbox', { name: /^Why/ }).fill('Plainer words.');
  await tray(rae).getByRole('button', { name: 'Propose 2 changes' }).click();
  await rae.finds(tray(rae), 'Each change becomes a proposal');
  expect(await marked(rae)).toEqual([]);
  await rae.finds(rae.thread(1), 'Plainer words.');
  const card = await lin.openThread(1);
  await lin.finds(card, 'hard');
  await lin.decides(card, 'Accepted', 'It is.');
  for (const each of [lin, ed, rae]) await each.sees('Care is hard work and skill, and it needs');
  expect(await lin.reads()).not.toContain('It never decides. ');
  await lin.openThread(2);
});

test('[P6] composed and pasted words are changes like any other', async () => {
  await rae.clicksBehind('Nobody is left');
  const cdp = await rae.page.context().newCDPSession(rae.page);
  for (const letters of ['で', 'です', 'ですか'])
    await cdp.send('Input.imeSetComposition', {
      text: letters,
      selectionStart: letters.length,
      selectionEnd: letters.length,
    });
  await cdp.send('Input.insertText', { text: 'ですか' });
  await rae.finds(tray(rae), '1 change, on this device only');
  await rae.until('shows what was composed', async () =>
    (await marked(rae)).join().includes('ですか'),
  );
  await rae.clicksBehind('every day');
  await rae.pastes('<p>, <b>and</b> why</p>');
  await rae.finds(tray(rae), '2 changes, on this device only');
  expect((await marked(rae)).join(' ')).toContain('and');
  for (const each of [lin, ed]) expect(await each.reads()).toContain(third);
});

test('[P6] with the keyboard alone: discarded only when one says so twice, and the focus is back in the text', async () => {
  await rae.text.focus();
  await rae.walksTo(/Discard/, 'Shift+Tab');
  await rae.presses('Enter');
  await rae.focuses(/Discard all 2 changes/);
  await rae.presses('Escape');
  await rae.finds(tray(rae), '2 changes, on this device only');
  await rae.focuses(/Discard/);
  await rae.presses('Enter');
  await rae.focuses(/Discard all 2 changes/);
  await rae.walksTo(/Discard for good/);
  await rae.presses('Enter');
  await rae.focuses(/Text of the draft/);
  expect(await rae.reads()).toContain(third);
  expect(await marked(rae)).toEqual([]);
});

test('[P6] who is made a reader while proposing keeps the words, to be copied', async () => {
  await rae.clicksBehind('who decided');
  await rae.types(', ever');
  await rae.finds(tray(rae), '1 change, on this device only');
  await house.becomes('Rae', 'reader');
  const notice = rae.page.getByRole('region', { name: '1 change of yours is not in the text' });
  await rae.finds(notice, 'ever');
  await rae.finds(notice, 'Your role does not let you propose them');
  expect(await rae.reads()).toContain(third);
});

async function seat(name: string, role: 'reviewer' | 'lead' | 'editor'): Promise<PersonWindow> {
  return (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
}

/** Goes over to Propose. */
async function proposes(person: PersonWindow): Promise<void> {
  await person.chooses(person.page.getByRole('radiogroup', { name: 'Mode' }), 'Propose');
  await person.finds(tray(person), 'Each change becomes a proposal');
}

function tray(person: PersonWindow): Locator {
  return person.page.getByRole('region', { name: 'What you propose' });
}

/** @returns the words that the text shows as one's own new ones. */
async function marked(person: PersonWindow): Promise<string[]> {
  const words = await person.text.locator('ins.own-new').allInnerTexts();
  return words.map((each) => each.trim());
}
