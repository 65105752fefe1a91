/** Every screen in every state: sound for axe, no wider than its window, quiet in the console, within its security policy. */
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House, SamplePerson } from '../stage/house.ts';
import { openEmptyHouse, openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
const phone = { width: 390, height: 844 };
const houses: House[] = [];
let sample: House;
let lead: PersonWindow;
let draft: string;

/** Who has signed in at the sample. */
const inside = new Map<SamplePerson, PersonWindow>();
beforeAll(async () => {
  sample = await openHouse({ sample: true });
  houses.push(sample);
  lead = await enter('lead');
  draft = lead.page.url();
});

afterAll(async () => {
  for (const house of houses) await house.close();
});

/** Signs somebody in; who is in already has used their link up. */
async function enter(who: SamplePerson, options?: BrowserContextOptions): Promise<PersonWindow> {
  const known = inside.get(who);
  if (known) return known;
  const window = await theatre.window(who, options);
  inside.set(who, window);
  return window.entersDraft(await sample.sampleLink(who));
}

/** Soft: one run names everything that is wrong on all screens. */
async function isSound(window: PersonWindow, screen: string): Promise<void> {
  expect.soft(await window.axe(), screen).toEqual([]);
  expect.soft(await window.overhang(), `${screen}: wider than the window`).toBeLessThanOrEqual(0);
  expect.soft(theatre.faults(), `${screen}: complaints`).toEqual([]);
}

test('[B2][B3] signing in is sound: without a link, with a spent one, and at an address where nothing is', async () => {
  const stranger = await theatre.window('stranger');
  await isSound(await stranger.opens(`${sample.url}/enter`), 'without a link');
  await isSound(await stranger.opens(`${sample.url}/enter#spent`), 'a spent link');
  await isSound(await stranger.opens(`${sample.url}/nowhere/at-all`), 'no such address');
  await isSound(await stranger.opens(`${sample.url}/d/not-signed-in`), 'a draft, signed out');
  await isSound(await lead.opens(new URL('/d/no-such-draft', draft).href), 'no such draft');
  await (await lead.opens(draft)).text.waitFor();
});

test('[B2][B3] the first steps of a house are sound: founding it, an empty list, a new draft and its mistakes', async () => {
  const house = await openEmptyHouse();
  houses.push(house);
  const founder = await theatre.window('founder');
  const { page } = founder;
  await founder.opens(await house.setupLink());
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByText('Write your name.').waitFor();
  await isSound(founder, 'founding, with mistakes');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Lea');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('lea@example.org');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('button', { name: 'New draft' }).waitFor();
  await isSound(founder, 'no drafts yet');
  await page.getByRole('button', { name: 'New draft' }).click();
  await page.getByRole('dialog').waitFor();
  await isSound(founder, 'a new draft');
  await page.getByRole('button', { name: 'Create draft' }).click();
  await page.getByText('Give the draft a title.').waitFor();
  await isSound(founder, 'a new draft without a title');
  await page.getByRole('textbox', { name: 'Title' }).fill('Beginnings');
  await page.getByRole('button', { name: 'Create draft' }).click();
  await founder.text.waitFor();
  await isSound(founder, 'an empty draft');
  await founder.opens(house.url);
  await page.getByRole('link', { name: 'Beginnings' }).waitFor();
  await isSound(founder, 'the list of drafts');
});

test.each(['reader', 'reviewer', 'editor'] as const)(
  '[B2][B3] the draft is sound for a %s',
  async (who) => {
    const window = await enter(who);
    await isSound(window, 'the draft');
    await window.openThread(3);
    await isSound(window, 'an open thread');
  },
);

test('[B2][B3] the draft is sound for a lead: reading, deciding, composing, sorting', async () => {
  await isSound(lead, 'the draft');
  const card = await lead.openThread(3);
  await isSound(lead, 'an open thread');
  await lead.decides(card, 'Noted', '');
  await isSound(lead, 'deciding without a reason');
  await card.getByRole('button', { name: 'Cancel' }).click();
  await card.getByText('History').click();
  await isSound(lead, 'the history of a thread');
  await lead.selectsWithMouse('The third reason is trust.');
  await isSound(lead, 'selected words');
  await lead.presses('Control+Alt+m');
  await isSound(lead, 'composing');
  await lead.presses('Escape');
  for (const kind of ['Decided', 'Mine', 'Orphaned', 'All'] as const) {
    await lead.filters(kind);
    await isSound(lead, `threads: ${kind}`);
  }
  await lead.filters('Open');
});

test('[B2][B3] what opens over the draft is sound: people, download, more, status, shortcuts, link', async () => {
  const { page } = lead;
  const opens = async (button: string | RegExp, what: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole(/menu/.test(what) ? 'menu' : 'dialog').waitFor();
    await isSound(lead, what);
    await lead.presses('Escape');
    await page.getByRole(/menu/.test(what) ? 'menu' : 'dialog').waitFor({ state: 'detached' });
  };
  await opens('People', 'the people');
  await opens('Download', 'the download menu');
  await opens('More', 'the menu of more');
  await opens(/^Status/, 'the status menu');
  await opens(/^Keyboard shortcuts/, 'the shortcuts');
  await opens(/^Link/, 'a link');
});

test('[B2][B3][O6] the record is sound: from the menu to its rows, narrowed, empty, older, on a phone, and for others', async () => {
  const { page } = lead;
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Record' }).click();
  const rows = page.getByRole('table').getByRole('row');
  await rows.first().waitFor();
  await isSound(lead, 'the record');
  const before = await rows.count();
  await page.getByRole('button', { name: 'Show older' }).click();
  await lead.until('has older rows', async () => (await rows.count()) > before);
  await isSound(lead, 'older rows of the record');
  await lead.presses('Escape');
  const choose = async (field: RegExp, option: string) => {
    await page.getByRole('button', { name: field }).focus();
    await lead.presses('Enter');
    await page.getByRole('option', { name: option }).press('Enter');
  };
  await choose(/What$/, 'People and roles');
  await page.getByText('Appointed', { exact: false }).first().waitFor();
  await choose(/What$/, 'Files and backups');
  await page.getByText('Nothing of this kind is on record').waitFor();
  await isSound(lead, 'the record, with nothing of a kind');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await rows.first().waitFor();
  await page.setViewportSize(phone);
  await isSound(lead, 'the record on a phone');
  await page.getByRole('link', { name: 'Thread 21' }).first().click();
  await page
    .getByRole('heading', { name: /^Thread 21 / })
    .first()
    .waitFor({ state: 'attached' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await (await lead.opens(draft)).text.waitFor();
  const editor = await enter('editor');
  await editor.opens(`${draft.split('#', 1)[0]?.replace('lead.', 'editor.')}/record`);
  await editor.page.getByText('The record is for leads').waitFor();
  await isSound(editor, 'the record, for those who do not lead');
});

test('[B2][B3] on a phone it is sound: the text, a thread in its sheet, the list, the drawer, composing', async () => {
  const hand = await enter('editor2', { viewport: phone, hasTouch: true, isMobile: true });
  const { page } = hand;
  await isSound(hand, 'the text on a phone');
  await page.getByRole('button', { name: /\d+ threads/ }).tap();
  await isSound(hand, 'the list on a phone');
  await hand.openThread(3);
  await isSound(hand, 'a thread on a phone');
  await page.getByRole('button', { name: 'Back to the text' }).tap();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sections and more' }).tap();
  await page.getByRole('dialog').waitFor();
  await isSound(hand, 'the drawer on a phone');
  await page.getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await hand.clicksBehind('The third reason');
  await hand.selectsWithKeys('The third reason');
  await page.getByRole('button', { name: 'Annotate' }).last().tap();
  await page.getByRole('form', { name: 'Annotate' }).waitFor();
  await isSound(hand, 'composing on a phone');
});

test('[B2] nothing is wider than its window at 320, 390 and 720 px; at 200 % zoom it is sound', async () => {
  const { page } = lead;
  for (const size of [{ width: 320, height: 640 }, phone, { width: 720, height: 450 }]) {
    await page.setViewportSize(size);
    expect.soft(await lead.overhang(), `the draft at ${size.width}`).toBeLessThanOrEqual(0);
  }
  await isSound(lead, 'the draft at 200 %');
  await lead.opens(new URL('/', page.url()).href);
  for (const width of [720, 390, 320]) {
    await page.setViewportSize({ width, height: 450 });
    await isSound(lead, `the list of drafts at ${width}`);
  }
});

test('[B2] with five hundred threads a draft opens, and its filter works', async () => {
  const house = await openHouse();
  houses.push(house);
  const ada = await house.enter('Ada', 'editor');
  const paragraphs = Array.from({ length: 50 }, (_, at) => `Paragraph ${at} says something.`);
  for (const words of paragraphs) ada.writes(words);
  await ada.untilSaved();
  for (const words of paragraphs) {
    const selected = ada.selects(words);
    const said = Array.from({ length: 10 }, (_, at) => `Remark ${at} on: ${words}`);
    await Promise.all(
      said.map((body) =>
        ada.asks({ act: 'annotate', selected, body, type: 'general', labels: [] }),
      ),
    );
  }
  const window = await theatre.window('crowd');
  await window.entersDraft(await house.linkFor('Bea', 'lead'));
  await window.page.getByText('500 open ·').waitFor();
  const rows = window.page
    .getByRole('list', { name: 'Threads beside their words' })
    .locator('> li');
  await window.until('has cards', async () => (await rows.count()) > 0);
  // Those near what is in sight are in the page; each says which of the five hundred it is.
  expect(await rows.count()).toBeLessThan(60);
  const places = await rows.evaluateAll((all) =>
    all.map((row) => `${row.ariaPosInSet} of ${row.ariaSetSize}`),
  );
  expect(places).toEqual(places.map((_, at) => `${at + 1} of 500`));
  // Tab and J go on where the cards in the page end.
  const focused = () =>
    window.page.evaluate(() => Number(document.activeElement?.closest('li')?.ariaPosInSet));
  await rows.first().locator('[data-thread-heading]').focus();
  for (let at = 1; at < 60; at += 1) await window.presses('Tab');
  await window.until('has the focus on the 60th card', async () => (await focused()) === 60);
  for (let at = 61; at <= 90; at += 1) {
    await window.presses('j');
    await window.until(`has the focus on card ${at}`, async () => (await focused()) === at);
  }
  await window.presses('Escape');
  await window.filters('Decided');
  await window.page.getByText('Nothing is decided yet').waitFor();
  await window.filters('All');
  await window.until('scrolls to the last card', async () => {
    await window.page.mouse.wheel(0, 200_000);
    return (await window.thread(500).count()) === 1;
  });
  const card = await window.openThread(500);
  await window.decides(card, 'Noted', 'Read.');
  await window.page.getByText('499 open ·').waitFor();
  expect(theatre.faults()).toEqual([]);
});
