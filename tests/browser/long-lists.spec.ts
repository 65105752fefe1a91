/** Lists of more threads than are drawn at once: orphans beside the text and on a phone. Nobody is left out, and each says which of how many it is. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { until } from '../stage/until.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

/** More than two of the portions in which `thread-list.tsx` draws them. */
const count = 60;

const theatre = openTheatre();
let house: House;
let link: string;
let draft: string;
let lead: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  const writer = await house.enter('Writer', 'editor');
  const lines = Array.from({ length: count }, (_, at) => `Sentence ${at + 1} says what is so.`);
  for (const line of lines) writer.writes(line);
  await writer.untilSaved();
  for (const [at, line] of lines.entries()) await writer.annotates(line, `Remark ${at + 1}.`);
  writer.text.transact(() => {
    for (const run of writer.runs())
      if (run.toString().startsWith('Sentence')) run.delete(0, run.length);
  });
  await until('all have lost their words', () =>
    writer.threads().every(({ anchor }) => anchor?.state.is === 'orphaned'),
  );
  link = await house.linkFor('Lena', 'lead');
  lead = await theatre.window('Lena');
  await lead.entersDraft(link);
  draft = lead.page.url();
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

/** @returns which threads are in the page, in order, each with what its row says of itself. */
function rows({ page }: PersonWindow): Promise<string[]> {
  return page.locator('li[aria-posinset]').evaluateAll((all) =>
    all.map((row) => {
      const remark = /Remark \d+/.exec(row.textContent ?? '')?.[0];
      return `${row.getAttribute('aria-posinset')}/${row.getAttribute('aria-setsize')} ${remark}`;
    }),
  );
}

const first = (drawn: number) =>
  Array.from({ length: drawn }, (_, at) => `${at + 1}/${count} Remark ${at + 1}`);

async function walksThroughAll(window: PersonWindow): Promise<void> {
  const drawn = await rows(window);
  expect(drawn.length, 'not all at once').toBeLessThan(count);
  expect(drawn).toEqual(first(drawn.length));
  await window.until('has all of them', async () => {
    await window.page.locator('li[aria-posinset]').last().scrollIntoViewIfNeeded();
    return (await rows(window)).length === count;
  });
  expect(await rows(window)).toEqual(first(count));
  expect(await window.axe()).toEqual([]);
}

test('[T10][B2] of sixty threads without words the next ones come in as one goes on, and none is left out', async () => {
  await lead.page
    .getByRole('button', { name: /lost their words/ })
    .first()
    .click();
  await walksThroughAll(lead);
});

test('[T10][B2] one of them that an address names is there, open, with all before it', async () => {
  const window = await lead.anotherTab(`${draft}#55`);
  await window.cardSaying('Remark 55.').waitFor();
  const drawn = await rows(window);
  expect(drawn).toEqual(first(drawn.length));
  expect(drawn.length).toBeGreaterThanOrEqual(55);
  await window.until('has it in sight', () => window.isInSight(window.cardSaying('Remark 55.')));
});

test('[T10][B2] going on with Tab, too, brings the next ones in', async () => {
  const window = await lead.anotherTab(draft);
  await window.page
    .getByRole('button', { name: /lost their words/ })
    .first()
    .focus();
  await window.presses('Enter');
  await window.walksTo(/Thread 40 by/);
});

test('[T10][B2] on a phone the list does the same', async () => {
  const phone = await lead.anotherTab(draft);
  await phone.page.setViewportSize({ width: 390, height: 844 });
  await phone.page
    .getByRole('button', { name: /threads|comments/i })
    .last()
    .click();
  await walksThroughAll(phone);
  expect(await phone.overhang()).toBeLessThanOrEqual(0);
});
