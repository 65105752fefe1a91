/** A revised text is brought in over a draft by keyboard: it says what will happen, then what has, and where to look next. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let editor: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  editor = await theatre.window('editor');
  await editor.entersDraft(await house.linkFor('Bea', 'editor'));
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

const kept = 'Agencies keep an inventory of all the software that they own.';

test('[I4] [B2] a file is brought in with the keyboard, and the thread that lost its words is one press away', async () => {
  const reviewer = await house.enter('Ron', 'reviewer');
  await editor.clicksBehind('A draft under test');
  await editor.presses('End', 'Enter');
  await editor.types(kept);
  await editor.presses('Enter');
  await editor.types('The pilot ends after a year.');
  await editor.untilSaved();
  await reviewer.sees('The pilot ends');
  await reviewer.annotates('inventory of all', 'Who pays for it?');
  await reviewer.annotates('The pilot ends after a year.', 'Two years, please.');
  await opensWindow(editor);
  await choose(`# A draft under test\n\nSomething new on top.\n\n${kept}\n`);
  expect(await editor.axe()).toEqual([]);
  await picture('revise');
  await editor.walksTo(/^button Bring it in$/);
  await editor.presses('Enter');
  const dialog = editor.page.getByRole('dialog', { name: 'The revised text is in' });
  await editor.finds(dialog, 'The text now says what revised.md says.');
  await editor.finds(dialog, '1 thread has lost its words and is kept');
  await editor.finds(dialog, '1 thread is where it was');
  expect(await editor.axe()).toEqual([]);
  await picture('revised');
  await editor.walksTo(/^button Show those without words$/);
  await editor.presses('Enter');
  await editor.cardSaying('Two years, please.').waitFor();
  await editor.sees('Something new on top.');
  await picture('orphaned');
});

test('[I2] a file that is no text, and a server that is away, change nothing and say so', async () => {
  await opensWindow(editor);
  await choose('PK\u0003\u0004');
  await editor.page.getByRole('button', { name: 'Bring it in' }).click();
  const dialog = editor.page.getByRole('dialog', { name: 'Bring in a revised text' });
  await editor.finds(dialog, 'This is not a Markdown or HTML file. Nothing was changed.');
  await editor.page.context().setOffline(true);
  await choose('# Offline');
  await editor.page.getByRole('button', { name: 'Bring it in' }).click();
  await editor.finds(dialog, 'The server cannot be reached');
  expect(await editor.axe()).toEqual([]);
  await editor.page.context().setOffline(false);
  await editor.presses('Escape');
  await editor.sees('Something new on top.');
});

test('[R2] who may not write the text is not offered it', async () => {
  const window = await theatre.window('reviewer');
  await window.entersDraft(await house.linkFor('Ria', 'reviewer'));
  await window.page.getByRole('button', { name: 'More', exact: true }).click();
  await window.page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await window.page.getByRole('menuitem', { name: /revised text/ }).count()).toBe(0);
});

async function opensWindow({ page }: PersonWindow): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name: 'Bring in a revised text…' });
  await item.waitFor();
  await item.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Bring in a revised text' }).waitFor();
}

/** The window of the system in which one chooses a file is not ours to press. */
async function choose(content: string): Promise<void> {
  const buffer = Buffer.from(content);
  const mimeType = 'application/octet-stream';
  await editor.page
    .getByLabel('Revised text', { exact: true })
    .setInputFiles({ name: 'revised.md', mimeType, buffer });
}

async function picture(name: string): Promise<void> {
  const dir = process.env['PICTURES_R'];
  if (!dir) return;
  await editor.page.screenshot({ path: `${dir}/${name}.png` });
}
