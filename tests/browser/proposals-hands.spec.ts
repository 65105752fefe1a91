/** Proposals by keyboard alone and on a phone; and typing, composing and pasting beside passages and proposed words. */
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { heard, proposes, shows } from './proposing.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let lead: PersonWindow;
let editor: PersonWindow;
let reviewer: PersonWindow;

const person = 'Patients may ask for a person instead of a machine.';
const owner = 'Every tool has an owner who answers for it.';
const noted = 'Words that somebody speaks about.';
const waiting = 'Nobody waits longer because of a tool.';

beforeAll(async () => {
  house = await openHouse();
  const writer = await house.enter('Writer', 'editor');
  for (const line of [person, owner, noted, waiting]) writer.writes(line);
  await writer.untilSaved();
  const seat = async (name: string, role: 'lead' | 'editor' | 'reviewer') =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
  lead = await seat('Ada', 'lead');
  editor = await seat('Ed', 'editor');
  reviewer = await seat('Rae', 'reviewer');
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

/** Comes to a thread with J, from the head of the threads. */
async function walksToThread(by: PersonWindow, number: number): Promise<void> {
  await by.page.locator('body').press('Escape');
  await by.walksTo(/Skip to the threads/);
  await by.presses('Enter');
  await by.focuses(/^input/);
  await by.until(`is at thread ${number}`, async () => {
    await by.presses('j');
    return (await by.focus()).on.startsWith(`button Thread ${number} by`);
  });
}

test('[B2] by keyboard alone words are proposed, come into conflict, are written anew and declined with a reason', async () => {
  await reviewer.clicksBehind(person);
  await reviewer.presses('Shift+Home');
  await reviewer.presses('Control+Alt+m');
  await reviewer.focuses(/^textarea/);
  await reviewer.walksTo(/^input/, 'Shift+Tab');
  await reviewer.presses('ArrowRight');
  await reviewer.focuses(/^textarea/);
  await reviewer.presses('Control+a');
  await reviewer.types('Patients may always ask for a person instead of a machine.');
  await reviewer.presses('Control+Enter');
  await shows(lead, [], ['always ']);
  const number = await lead.numberOf('always');

  await editor.clicksBehind('instead of a');
  await editor.types(' mere');
  await lead.text.locator('mark.passage-conflict').first().waitFor();
  await lead.opens(lead.page.url());
  await walksToThread(lead, number);
  await lead.walksTo(/^button Write it anew/);
  await lead.presses('Enter');
  await lead.focuses(/^textarea/);
  await lead.presses('Control+Enter');
  await shows(editor, [], ['always ']);
  await lead.focuses(/^button Thread/);
  await lead.walksTo(/^button Decline/);
  await lead.presses('Enter');
  await lead.focuses(/^textarea/);
  await lead.types('It is said elsewhere.');
  await lead.presses('Control+Enter');
  await shows(editor, [], []);
  await reviewer.until('hears that it was declined', async () =>
    (await heard(reviewer)).includes(`Thread ${number}: Ada decided: Declined.`),
  );
});

test('[B2] on a phone a lead reads a conflict, writes it anew and accepts it', async () => {
  await reviewer.selectsWithMouse(owner);
  const number = await proposes(reviewer, 'Every tool has one owner who answers for it.', 'One.');
  await editor.clicksBehind('answers for it');
  await editor.types(' in public');
  const phone = await theatre.window('Ida', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.entersDraft(await house.linkFor('Ida', 'lead'));
  await phone.opens(new URL(`#${number}`, phone.page.url()).href);
  const sheet = phone.page.getByRole('dialog');
  await phone.finds(sheet, 'As it reads now');
  expect(await phone.axe()).toEqual([]);
  expect(await phone.overhang()).toBeLessThanOrEqual(0);
  await sheet.getByRole('button', { name: 'Write it anew…' }).tap();
  await sheet.getByRole('button', { name: 'Propose this instead' }).tap();
  await sheet.getByRole('button', { name: 'Accept', exact: true }).tap();
  await sheet.getByRole('textbox', { name: 'Reason' }).fill('One it is.');
  expect(await phone.axe()).toEqual([]);
  await sheet.getByRole('button', { name: 'Decide and change the text' }).tap();
  await editor.sees('Every tool has one owner who answers for it in public.');
});

/** Composes as an input method does: a word that is changed twice before it is settled. */
async function composes(
  cdp: CDPSession,
  drafts: readonly string[],
  settled: string,
): Promise<void> {
  for (const text of drafts)
    await cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await cdp.send('Input.insertText', { text: settled });
}

/** @returns the words inside of each passage, as one person's screen shows them. */
function passages(by: PersonWindow): Promise<string[]> {
  return by.text.locator('mark.passage').evaluateAll((marks) => {
    const read = new Map<string, string>();
    for (const mark of marks) {
      const thread = mark.getAttribute('data-thread') ?? '';
      read.set(thread, (read.get(thread) ?? '') + mark.textContent);
    }
    return [...read.values()];
  });
}

test('[P8] what is composed and pasted beside passages and proposals stays, and so do their marks', async () => {
  await reviewer.selectsWithMouse(noted);
  await reviewer.annotates('Who?');
  await reviewer.selectsWithMouse('longer');
  await proposes(reviewer, 'even a day longer', 'Days count.');
  await shows(editor, ['longer'], ['even a day longer']);
  const marked = await passages(editor);
  expect(marked).toContain(noted);
  expect(marked).toContain('longer');

  const cdp = await editor.page.context().newCDPSession(editor.page);
  const around = [
    { behind: noted, drafts: ['に', 'にほ'], settled: '日本' },
    { behind: 'Nobody waits ', drafts: ['ka', 'かん'], settled: '漢' },
    { behind: 'longer', drafts: ['e', 'é'], settled: 'été' },
  ];
  for (const { behind, drafts, settled } of around) {
    await editor.clicksBehind(behind);
    await composes(cdp, drafts, settled);
    await lead.sees(settled);
  }
  await editor.clicksBehind('because of a tool.');
  await editor.pastes('<p><b>Pasted</b> words</p>');
  await editor.clicksBehind('longer');
  await editor.pastes('X');
  for (const each of [lead, editor, reviewer]) {
    await each.sees(`${noted}日本`);
    await each.sees('Nobody waits 漢longerXété because of a tool.Pasted words');
    await each.until(
      'has all marks on their words',
      async () => String(await passages(each)) === String(marked),
    );
  }
  await shows(lead, ['longer'], ['even a day longer']);
  await editor.untilSaved();
});

test('[P7][P8] what is composed inside of a proposal is in the text, and the proposal is in conflict', async () => {
  const cdp = await editor.page.context().newCDPSession(editor.page);
  await editor.clicksBehind('long');
  await composes(cdp, ['x', 'xy'], 'z');
  for (const each of [lead, editor, reviewer]) {
    await each.sees('longzer');
    await shows(each, [], []);
    await each.text.locator('mark.passage-conflict').first().waitFor();
  }
});
