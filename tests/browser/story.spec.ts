/** The story of the product, told by three people in Chromium on the sample as a newcomer gets it. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let editor: PersonWindow;
let lead: PersonWindow;
let reviewer: PersonWindow;
let newcomer: PersonWindow;
let newcomersLink: string;

const asked = 'Who tells the people who cannot read a notice?';

beforeAll(async () => {
  house = await openHouse({ sample: true });
  newcomersLink = await house.sampleLink('reader');
  const seat = async (who: 'editor' | 'lead' | 'reviewer') =>
    (await theatre.window(who)).entersDraft(await house.sampleLink(who));
  [editor, lead, reviewer] = await Promise.all([seat('editor'), seat('lead'), seat('reviewer')]);
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[B1] an editor and a lead write in one paragraph at once; every screen shows both, and who writes', async () => {
  await editor.clicksBehind('Seeing is the beginning of choice,');
  await lead.clicksBehind('and it has to be made easy.');
  await Promise.all([
    editor.types(' says the editor at length,'),
    lead.types(' So the lead adds a sentence.'),
  ]);
  for (const each of [editor, lead, reviewer])
    await each.sees(
      'Seeing is the beginning of choice, says the editor at length, and it has to be made easy. So the lead adds a sentence.',
    );
  await lead.page.locator('.caret-label', { hasText: 'Editor, workforce' }).waitFor();
  await editor.page.locator('.caret-label', { hasText: 'Deputy Head of Strategy' }).waitFor();
  await Promise.all([editor.untilSaved(), lead.untilSaved()]);
});

test('[B1] undo takes back one’s own words only', async () => {
  await editor.until('undid its own words', async () => {
    await editor.presses('Control+z');
    return (await editor.reads()).includes('the beginning of choice, and it has');
  });
  await lead.sees(
    'Seeing is the beginning of choice, and it has to be made easy. So the lead adds a sentence.',
  );
  await editor.untilSaved();
});

test('[B1] undoing a heading leaves the words that a colleague wrote into it', async () => {
  const end = 'because each is owed something different.';
  await editor.clicksBehind(end);
  await editor.presses('Control+Alt+3');
  await lead.text.getByRole('heading', { name: end }).waitFor();
  await lead.clicksBehind(end);
  await lead.types(' Nor by the lead.');
  await editor.sees(`${end} Nor by the lead.`);
  await editor.presses('Control+z');
  await lead.text.getByRole('paragraph').filter({ hasText: end }).waitFor();
  for (const each of [editor, lead, reviewer]) {
    await each.sees('Nor by the lead.');
    expect((await each.reads()).split(end)).toHaveLength(2);
  }
  await Promise.all([editor.untilSaved(), lead.untilSaved()]);
});

test('[B1] a caret stays with its letters while others break, join and restyle the paragraph around it', async () => {
  await lead.clicksBehind('Carers are people too.');
  await lead.types(' One,');
  await editor.clicksBehind('Carers are people');
  await editor.sees('too. One,');
  await editor.presses('Enter');
  await lead.sees('Carers are people\n too. One,');
  await lead.types(' two,');
  await editor.sees('too. One, two,');
  await editor.presses('Backspace', 'Control+Alt+4');
  await lead.text.getByRole('heading', { name: 'Carers are people too. One, two,' }).waitFor();
  await lead.types(' three.');
  await editor.sees('Carers are people too. One, two, three.');
  await Promise.all([editor.untilSaved(), lead.untilSaved()]);
});

test('[E2] the screen reads Saved only when the server has said so', async () => {
  house.holds();
  await editor.types(' Held.');
  await editor.page.locator('[data-saved="saving"]').waitFor();
  expect(await lead.reads()).not.toContain('Held.');
  house.goesOn();
  await editor.untilSaved();
  await lead.sees('Held.');
});

test('[B1] a reviewer annotates words selected with keys and words selected with the mouse', async () => {
  await reviewer.clicksBehind('A notice on a wall');
  await reviewer.selectsWithKeys('A notice on a wall');
  await reviewer.annotates(asked, { type: 'Substantive', label: 'Equity' });
  await reviewer.selectsWithMouse('Interpreters are booked on request.');
  await reviewer.annotates('How long before?');
  for (const each of [editor, lead, reviewer])
    for (const words of [asked, 'How long before?']) await each.findsCard(words);
  await expect((await lead.findsCard(asked)).innerText()).resolves.toMatch(
    /Substantive[\s\S]*Equity/,
  );
});

test('[B1] an editor replies and names the lead, chosen from the list', async () => {
  const card = await editor.openThread(await editor.numberOf(asked));
  await card.getByRole('textbox', { name: /^Reply/ }).click();
  await editor.types('We have a leaflet. Enough, @Dep');
  await card.getByRole('option', { name: /^Deputy Head of Strategy/ }).waitFor();
  await editor.presses('Enter');
  await editor.types('?');
  await editor.presses('Control+Enter');
  await lead.finds(await lead.findsCard(asked), '1 reply');
  const atLead = await lead.openThread(await lead.numberOf(asked));
  await lead.finds(atLead, 'Enough, @Deputy Head of Strategy');
});

test('[B1] a lead decides, not without a reason; the author contests; the lead decides anew; the author confirms', async () => {
  const number = await lead.numberOf(asked);
  const atLead = await lead.openThread(number);
  await lead.decides(atLead, 'Noted', '');
  await lead.finds(atLead.getByRole('alert'), 'Give a reason.');
  await lead.decides(atLead, 'Noted', 'It stands in the delivery plan.');

  await reviewer.filters('Mine');
  const atAuthor = await reviewer.openThread(number);
  await reviewer.finds(atAuthor, 'It stands in the delivery plan.');
  await atAuthor.getByRole('button', { name: 'Contest…' }).click();
  await atAuthor.getByRole('textbox', { name: /contest/ }).fill('Nobody reads the plan.');
  await atAuthor.getByRole('button', { name: 'Contest the decision' }).click();

  await lead.finds(atLead, 'Nobody reads the plan.');
  await lead.decides(atLead, 'Accepted', 'Right: we will say it here.');
  await reviewer.finds(atAuthor, 'Right: we will say it here.');
  await atAuthor.getByRole('button', { name: 'Confirm' }).click();
  await lead.finds(atLead, 'The author agrees');
});

test('[B1] a proposal that is accepted edits the text', async () => {
  await reviewer.selectsWithMouse('Suppliers are heard as witnesses');
  await reviewer.presses('Control+Alt+m');
  const form = reviewer.page.getByRole('form', { name: /Annotate|Propose wording/ });
  await reviewer.chooses(form, 'Propose wording');
  await form
    .getByRole('textbox', { name: 'These words instead' })
    .fill('Makers are heard as witnesses');
  await form.getByRole('textbox', { name: 'Why' }).fill('They make, they do not only supply.');
  await form.getByRole('button', { name: 'Propose' }).click();

  const card = await lead.openThread(await lead.numberOf('They make'));
  await card.getByRole('button', { name: 'Accept', exact: true }).click();
  await lead.decides(card, 'Accepted', 'Clearer.');
  for (const each of [editor, lead, reviewer])
    await each.sees('Makers are heard as witnesses and are not members.');
});

test('[B1] the server is killed while an editor types; nothing is lost, and a newcomer reads all of it', async () => {
  await editor.clicksBehind('It reads images');
  await editor.types(' quickly');
  await house.crash();
  await editor.types(' and sometimes well');
  expect(await editor.keptOffline()).toBeGreaterThan(0);
  await house.reopen();
  await editor.untilSaved();
  await lead.sees('It reads images quickly and sometimes well');

  const reader = await theatre.window('reader');
  await reader.entersDraft(newcomersLink);
  await reader.sees('It reads images quickly and sometimes well');
  await reader.sees('Makers are heard as witnesses');
  expect(await reader.reads()).toBe(await editor.reads());
  await reader.filters('All');
  const card = await reader.openThread(await reader.numberOf(asked));
  await reader.finds(card, 'The author agrees');
  newcomer = reader;
});

test('[R2] a reader can neither type nor annotate', async () => {
  const before = await newcomer.reads();
  await newcomer.clicksBehind('It reads images quickly');
  await newcomer.types('Not mine to say.');
  await newcomer.presses('Enter', 'Backspace', 'Delete', 'Control+b', 'Control+x');
  await newcomer.selectsWithMouse('Some of it was bought');
  await newcomer.presses('Control+Alt+m');
  expect(await newcomer.page.getByRole('button', { name: 'Annotate' }).count()).toBe(0);
  expect(await newcomer.page.getByRole('form').count()).toBe(0);
  expect(await newcomer.reads()).toBe(before);
  expect(await lead.reads()).toBe(before);
});

test('[B1] the address of a thread brings its words into sight and opens its card', async () => {
  const number = await newcomer.numberOf('How long before?');
  const address = new URL(`#${number}`, newcomer.page.url());
  const tab = await newcomer.anotherTab(address.href);
  await tab.thread(number).locator('[aria-expanded="true"]').waitFor();
  const words = tab.page.locator('mark.passage-active').first();
  await words.waitFor();
  await tab.until('has the words in sight', () => tab.isInSight(words));
});
