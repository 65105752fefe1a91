/** Writing and annotating with the server out of reach: what is kept, what the screen says, and what comes of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { writtenIn } from '../stage/journal-file.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let ada: PersonWindow;
let bea: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  const cy = await house.enter('Cy', 'editor');
  await cy.writes('Care begins at home.').untilSaved();
  const seat = async (name: string) =>
    (await theatre.window(name)).entersDraft(await house.linkFor(name, 'editor'));
  [ada, bea] = [await seat('Ada'), await seat('Bea')];
  await ada.keepsTheApp();
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[E4] with the network cut, words and threads are kept and counted; a reload shows them all', async () => {
  await house.stop();
  await ada.page.context().setOffline(true);
  await ada.clicksBehind('Care begins at home');
  await ada.types(', and at the door');
  expect(await ada.keptOffline()).toBeGreaterThan(0);
  await ada.selectsWithMouse('Care begins');
  await ada.annotates('Whose care?');
  await ada.finds(ada.cardSaying('Whose care?'), 'Waiting to be sent');
  const kept = await ada.keptOffline();

  await ada.page.reload();
  await ada.sees('Care begins at home, and at the door.');
  await ada.finds(ada.cardSaying('Whose care?'), 'Waiting to be sent');
  expect(await ada.keptOffline()).toBe(kept);
});

test('[E4] after the return all of it is merged with what others wrote, acknowledged, and on every screen', async () => {
  await bea.clicksBehind('Care begins at home.');
  await bea.types(' Bea adds this.');
  expect(await bea.keptOffline()).toBeGreaterThan(0);
  await house.reopen();
  await ada.page.context().setOffline(false);
  await Promise.all([ada.untilSaved(), bea.untilSaved()]);
  for (const each of [ada, bea]) {
    await each.sees('Care begins at home, and at the door. Bea adds this.');
    await each.cardSaying('Whose care?').waitFor();
    expect(await each.page.getByText('Waiting to be sent').count()).toBe(0);
  }
});

test('[E4] two tabs of one person, written in with the server away, keep and send the words of both', async () => {
  const tab = await ada.anotherTab();
  await tab.sees('Bea adds this.');
  await tab.untilSaved();
  await house.crash();
  await ada.clicksBehind('Bea adds this.');
  await ada.types(' One tab.');
  await tab.clicksBehind('Care begins');
  await tab.types(' Other tab;');
  expect(await ada.keptOffline()).toBeGreaterThan(0);
  expect(await tab.keptOffline()).toBeGreaterThan(0);
  await tab.keepsOnDevice((update) => writtenIn(update).endsWith(';'));
  await tab.page.close();
  await ada.page.reload();
  await ada.sees('Bea adds this. One tab.');
  await ada.sees('Care begins Other tab;');
  await house.reopen();
  await ada.untilSaved();
  await bea.sees('Care begins Other tab; at home, and at the door. Bea adds this. One tab.');
});
