/** Words that the server will not take as an edit: kept on the device, offered as proposals, and lost at no moment. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Role } from '@gloss/shared/words/role';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let lin: PersonWindow;
let ada: PersonWindow;
let bea: PersonWindow;
let dan: PersonWindow;
let eve: PersonWindow;
let fay: PersonWindow;
let gus: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  const cy = await house.enter('Cy', 'editor');
  cy.writes('Care begins at home.');
  await cy.writes('We listen first.').untilSaved();
  lin = await seat('Lin', 'lead');
  ada = await seat('Ada', 'editor');
  const editor = (name: string) => seat(name, 'editor');
  [bea, dan, eve] = await Promise.all([editor('Bea'), editor('Dan'), editor('Eve')]);
  [fay, gus] = await Promise.all([editor('Fay'), editor('Gus')]);
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[E7] what an editor wrote offline is offered to her as proposals when she has become a reviewer, and accepted', async () => {
  await ada.page.context().setOffline(true);
  await ada.clicksBehind('Care begins at home');
  await ada.types(', and at the door');
  await ada.clicksBehind('We listen first.');
  await ada.presses('Enter');
  await ada.types('Nobody is left behind.');
  expect(await ada.keptOffline()).toBeGreaterThan(0);
  await house.becomes('Ada', 'reviewer');
  await ada.page.context().setOffline(false);

  await ada.finds(notice(ada), '2 changes of yours are not in the text');
  await ada.until('reads the text as the server has it', async () =>
    (await ada.reads()).endsWith('Care begins at home.\nWe listen first.'),
  );
  expect(await changesOf(ada)).toEqual([
    expect.stringContaining('and at the door'),
    expect.stringContaining('Nobody is left behind.'),
  ]);
  expect(await ada.axe()).toEqual([]);

  await ada.page.reload();
  await ada.finds(notice(ada), '2 changes of yours are not in the text');
  await ada.walksTo(/Propose this change/);
  await ada.presses('Enter');
  await ada.finds(notice(ada), '1 change of yours is not in the text');
  await notice(ada).getByRole('button', { name: 'Propose this change' }).click();
  await notice(ada).waitFor({ state: 'detached' });
  await ada.untilSaved();

  for (const words of ['at the door', 'Nobody is left behind.']) {
    const number = await lin.numberOf(words);
    await lin.decides(await lin.openThread(number), 'Accepted', 'Good.');
  }
  for (const each of [lin, ada]) {
    await each.sees('Care begins at home, and at the door.');
    await each.sees('We listen first.\nNobody is left behind.');
  }
});

test('[E7] a role that changes under one’s hands costs no letter; raised again, one writes on without a reload', async () => {
  await bea.clicksBehind('Care begins at home, and at the door.');
  const letters = ' abcdefghijklmnopqrstuvwxyz0123456789 abcdefghijklmnopqrstuvwxyz0123456789.';
  const typing = bea.page.keyboard.type(letters, { delay: 8 });
  await lin.sees('door. abc');
  await house.becomes('Bea', 'reviewer');
  await typing;
  await notice(bea).waitFor();
  const [inText = ''] = / abc.*/.exec(await bea.reads()) ?? [];
  const [kept = ''] = / ?abc.*/.exec((await changesOf(bea))[0]?.split('inserted:')[1] ?? '') ?? [];
  // All that she saw herself type, in the editor that was taken from her, and more than the server took.
  expect(letters.trim().startsWith(kept.trim())).toBe(true);
  expect(kept.trim().length).toBeGreaterThan(inText.trim().length);

  await house.becomes('Bea', 'editor');
  await bea.until('may write', async () => (await bea.text.getAttribute('aria-readonly')) === null);
  await bea.clicksBehind('Nobody is left behind.');
  await bea.types(' Again.');
  await lin.sees('left behind. Again.');
  await notice(bea).getByRole('button', { name: 'Dismiss' }).click();
  const sure = bea.page.getByRole('alertdialog');
  expect(await bea.axe()).toEqual([]);
  await sure.getByRole('button', { name: 'Dismiss for good' }).click();
  await notice(bea).waitFor({ state: 'detached' });
  await bea.untilSaved();
});

test('[E7] a reader may copy such words, and is told why there is no more to do', async () => {
  await dan.page.context().setOffline(true);
  await dan.clicksBehind('left behind. Again.');
  await dan.types(' Dan was here.');
  await dan.keptOffline();
  await house.becomes('Dan', 'reader');
  await dan.page.context().setOffline(false);
  await dan.finds(notice(dan), 'Your role does not let you propose them');
  expect(await notice(dan).getByRole('button').allInnerTexts()).toEqual(['Copy', 'Dismiss']);
  expect((await changesOf(dan))[0]).toContain('Dan was here.');
});

test('[E4] whoever is removed, or signed out elsewhere, is told at once what is kept here, also after a reload', async () => {
  await eve.page.context().setOffline(true);
  await eve.clicksBehind('We listen first.');
  await eve.types(' E');
  await eve.keptOffline();
  await eve.page.context().clearCookies();
  await eve.page.context().setOffline(false);
  await eve.finds(eve.page.locator('main'), '2 changes of yours are kept on this device');
  await eve.page.reload();
  await eve.finds(eve.page.locator('main'), '2 changes of yours are kept on this device');

  await house.becomes('Dan', null);
  await house.becomes('Fay', null);
  await fay.page.getByRole('heading', { name: 'This draft cannot be opened' }).waitFor();
});

test('[E7] words written on a text that was replaced meanwhile are offered on the new one, and nobody else’s', async () => {
  await gus.page.context().setOffline(true);
  await gus.clicksBehind('Care begins');
  await gus.types(' early');
  await gus.keptOffline();
  await lin.clicksBehind('We listen first.');
  await lin.types(' Lin goes on.');
  await lin.untilSaved();
  await house.stop();
  const file = new DatabaseSync(join(house.dataDir, 'gloss.sqlite'));
  file.prepare('update draft set epoch = epoch + 1 where id = ?').run(house.draft);
  file.close();
  await house.reopen();
  await gus.page.context().setOffline(false);
  await gus.finds(notice(gus), 'The text was started anew');
  expect(await changesOf(gus)).toEqual([expect.stringContaining('early')]);
  await notice(gus).getByRole('button', { name: 'Propose this change' }).click();
  const number = await lin.numberOf('early');
  await lin.decides(await lin.openThread(number), 'Accepted', 'Yes.');
  await gus.sees('Care begins early at home');
  await gus.sees('Lin goes on.');
});

async function seat(name: string, role: Role): Promise<PersonWindow> {
  return (await theatre.window(name)).entersDraft(await house.linkFor(name, role));
}

/** The note above the text. */
function notice(person: PersonWindow): Locator {
  return person.page.getByRole('region', { name: /of yours (is|are) not in the text/ });
}

/** @returns the changes offered, as they read. */
function changesOf(person: PersonWindow): Promise<string[]> {
  return notice(person).getByRole('listitem').allInnerTexts();
}
