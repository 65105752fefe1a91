/** Two editors: what one types into a paragraph while the other makes something else of it, out of reach and at the same time. */
import { fillBody } from '@gloss/shared/text/content';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { writtenIn } from '../stage/journal-file.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const rebuilds: { readonly what: string; readonly keys: string }[] = [
  { what: 'a heading', keys: 'Control+Alt+2' },
  { what: 'a list item', keys: 'Control+Shift+8' },
  { what: 'a quotation', keys: 'Control+Shift+b' },
  { what: 'one further down', keys: 'Alt+ArrowDown' },
];
const home = (at: number) => `Care number ${at} begins at home.`;
const further = (at: number) => `Paragraph ${at} is beside it.`;

const theatre = openTheatre();
let house: House;
let ada: PersonWindow;
let bea: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  const cy = await house.enter('Cy', 'editor');
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const content = Array.from({ length: 2 * rebuilds.length + 3 }, (_, at) => at + 1).flatMap(
    (at) => [paragraph(home(at)), paragraph(further(at))],
  );
  fillBody(cy.text, { type: 'doc', content });
  await cy.untilSaved();
  const seat = async (name: string) =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, 'editor'));
  [ada, bea] = [await seat('Ada'), await seat('Bea')];
  await ada.keepsTheApp();
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

for (const [at, { what, keys }] of rebuilds.entries()) {
  test(`[E11] what one types offline, with a reload, into a paragraph that becomes ${what} is there once`, async () => {
    const number = at + 1;
    await ada.page.context().setOffline(true);
    await ada.clicksBehind(`${number} begins at home`);
    await ada.types(', and at the door');
    await ada.keptOffline();
    await ada.page.reload();
    await ada.sees(`${number} begins at home, and at the door.`);
    await (await bea.clicksBehind(`number ${number}`)).presses(keys);
    await bea.untilSaved();
    await ada.page.context().setOffline(false);
    await bothRead(`Care number ${number} begins at home, and at the door.`);
  });

  test(`[E11] what one types into a paragraph that somebody offline makes ${what} is there once`, async () => {
    const number = rebuilds.length + at + 1;
    await bea.page.context().setOffline(true);
    await (await bea.clicksBehind(`number ${number}`)).presses(keys);
    await bea.keptOffline();
    await ada.clicksBehind(`${number} begins at home`);
    await ada.types(', and at the door');
    await ada.untilSaved();
    await bea.page.context().setOffline(false);
    await bothRead(`Care number ${number} begins at home, and at the door.`);
  });
}

test('[E11] whoever types over a slow line while a colleague makes a heading of it loses no letter', async () => {
  const number = 2 * rebuilds.length + 1;
  const slow = await theatre.window('Dan');
  await slow.page.routeWebSocket(/\/text/, (line) => {
    const server = line.connectToServer();
    line.onMessage((frame) => void setTimeout(() => server.send(frame), 250));
    server.onMessage((frame) => void setTimeout(() => line.send(frame), 250));
  });
  await slow.entersDraft(await house.linkFor('Dan', 'editor'));
  await slow.clicksBehind(`${number} begins at home`);
  const letters = ', abcdefghijklmnopqrstuvwxyz0123456789 abcdefghijklmnopqrstuvwxyz0123456789';
  const typing = slow.page.keyboard.type(letters, { delay: 20 });
  await bea.sees(`${number} begins at home, abc`);
  await (await bea.clicksBehind(`Care number ${number}`)).presses('Control+Alt+2');
  await typing;
  await slow.untilSaved();
  await bothRead(`Care number ${number} begins at home${letters}.`);
});

test('[E11] where the paragraph was deleted, its writer is told, keeps the words, and can propose them', async () => {
  const number = 2 * rebuilds.length + 2;
  await ada.page.context().setOffline(true);
  await ada.clicksBehind(`${number} begins at home.`);
  await ada.types(' Nobody is left behind.');
  await ada.keptOffline();
  await bea.selectsWithMouse(home(number));
  await bea.presses('Delete', 'Backspace');
  await bea.untilSaved();
  await ada.page.context().setOffline(false);
  await ada.finds(notice(ada), 'was changed as a whole, or deleted');
  expect(await changesOf(ada)).toEqual([expect.stringContaining('Nobody is left behind.')]);
  expect(await ada.axe()).toEqual([]);
  await ada.page.reload();
  await ada.finds(notice(ada), 'was changed as a whole, or deleted');
  await notice(ada).getByRole('button', { name: 'Propose this change' }).click();
  await notice(ada).waitFor({ state: 'detached' });
  await bea.findsCard('Nobody is left behind.');
  expect(await notice(bea).count()).toBe(0);
});

test('[E11] two tabs of one person, which both have the words on their disk, put them back once', async () => {
  const number = 2 * rebuilds.length + 3;
  await ada.page.context().setOffline(true);
  await ada.clicksBehind(`${number} begins at home`);
  await ada.types(', and at the door');
  await ada.keepsOnDevice((update) => writtenIn(update).includes('at the door'));
  const tab = await ada.anotherTab();
  await tab.sees(`${number} begins at home, and at the door.`);
  await (await bea.clicksBehind(`number ${number}`)).presses('Control+Alt+2');
  await bea.untilSaved();
  await ada.page.context().setOffline(false);
  await tab.untilSaved();
  await bothRead(`Care number ${number} begins at home, and at the door.`);
  await tab.page.close();
});

/** Resolves when all is saved, and this is one line of the text on both screens, and stands nowhere else. */
async function bothRead(line: string): Promise<void> {
  for (const each of [ada, bea]) {
    await each.untilSaved();
    await each.until(`reads “${line}”`, async () => {
      const lines = (await each.reads()).split('\n');
      return lines.filter((one) => one === line).length === 1;
    });
  }
  expect(await ada.reads()).toBe(await bea.reads());
}

/** The note above the text. */
function notice(person: PersonWindow): Locator {
  return person.page.getByRole('region', { name: /of yours (is|are) not in the text/ });
}

/** @returns the changes offered, as they read. */
function changesOf(person: PersonWindow): Promise<string[]> {
  return notice(person).getByRole('listitem').allInnerTexts();
}
