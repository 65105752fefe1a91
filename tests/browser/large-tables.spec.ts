/** A table does not get larger than the server takes: whoever wanted it hears why, and what they write goes on being saved. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let ed: PersonWindow;
let rae: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  const writer = await house.enter('Writer', 'editor');
  await writer.writes('Care begins at home.').untilSaved();
  ed = await (await theatre.window('Ed')).entersDraft(await house.linkFor('Ed', 'editor'));
  rae = await (await theatre.window('Rae')).entersDraft(await house.linkFor('Rae', 'reviewer'));
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

const row = (columns: number) => `<tr>${'<td>cell</td>'.repeat(columns)}</tr>`;
const cells = ({ page }: PersonWindow) => page.locator('main td');
const told = ({ page }: PersonWindow) => page.getByText('A table can have at most 100 columns');

async function addsColumn(by: PersonWindow): Promise<void> {
  await by.page.getByRole('button', { name: 'Table', exact: true }).click();
  await by.page.getByRole('menuitem', { name: 'Add column after' }).click();
}

test('[E7] a column too many is not added and it says so, to whoever wanted it; what comes after is saved', async () => {
  await ed.clicksBehind('Care begins at home.');
  await ed.presses('Enter');
  await ed.pastes(`<table>${row(99)}</table>`);
  await ed.until('has the table', async () => (await cells(ed).count()) === 99);
  await cells(ed).first().click();
  await addsColumn(ed);
  await ed.until('has another column', async () => (await cells(ed).count()) === 100);
  expect(await told(ed).count()).toBe(0);
  await addsColumn(ed);
  await told(ed).first().waitFor();
  await ed.types('Of ');
  await ed.untilSaved();
  await rae.sees('Of cell');
  expect(await cells(ed).count()).toBe(100);
  expect(await cells(rae).count()).toBe(100);
  expect(await told(rae).count()).toBe(0);
});
