/** Two editors: what one types into a paragraph while the other makes something else of it, out of reach. */
import { fillBody } from '@gloss/shared/text/content';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
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
  const content = Array.from({ length: 2 * rebuilds.length }, (_, at) => at + 1).flatMap((at) => [
    paragraph(home(at)),
    paragraph(further(at)),
  ]);
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
  test(`[E11] what one types offline into a paragraph that becomes ${what} is there once`, async () => {
    const number = at + 1;
    await ada.page.context().setOffline(true);
    await ada.clicksBehind(`${number} begins at home`);
    await ada.types(', and at the door');
    await ada.keptOffline();
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

test('[E11] who wrote offline in a paragraph that somebody deleted is told, keeps the words, and proposes them', async () => {
  const gone = 'It goes, and nobody knows more.';
  await bea.clicksBehind(further(1));
  await bea.presses('Enter');
  await bea.types(gone);
  await bea.untilSaved();
  await ada.sees(gone);
  await ada.page.context().setOffline(true);
  await ada.clicksBehind(gone);
  await ada.types(' But I do.');
  await ada.keptOffline();
  await bea.clicksBehind(gone);
  await bea.presses('Shift+Home', 'Backspace', 'Backspace');
  await bea.untilSaved();
  await ada.page.context().setOffline(false);

  const notice = ada.page.getByRole('region', { name: 'Some words are not in the text' });
  await ada.finds(notice, 'But I do.');
  await ada.untilSaved();
  expect(await ada.reads()).not.toContain('But I do.');
  expect(await ada.axe()).toEqual([]);
  await ada.page.reload();
  await ada.finds(notice, 'But I do.');
  await ada.walksTo(/Propose this change/);
  await ada.presses('Enter');
  await notice.waitFor({ state: 'detached' });
  await ada.finds(ada.page.locator('body'), '1 thread about the whole draft');
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
