/** Paragraphs broken and joined in Propose mode, words made bold, and blocks without words: only what differs is struck and inserted. */
import type { Act } from '@gloss/shared/rules/acts';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { paragraph, passageOf } from '@gloss/shared/text/fixture';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { heardInText, ofRole, wordsOf } from './heard-as.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let rae: PersonWindow;
let lin: PersonWindow;

const first = 'Care is human work, and it needs people who listen.';
const second = 'A machine may help where people have agreed that it helps.';
const third = 'Nobody is left to guess who decided.';
const spare = 'Words that stay as they are.';
const fourth = 'Boards look at the register once a year.';

beforeAll(async () => {
  house = await openHouse();
  const cy = await house.enter('Cy', 'editor');
  for (const line of [first, second, third, spare, '']) cy.writes(line);
  await cy.writes(fourth).untilSaved();
  [rae, lin] = await Promise.all([
    (await theatre.window('Rae')).entersDraft(await house.linkFor('Rae', 'reviewer')),
    (await theatre.window('Lin')).entersDraft(await house.linkFor('Lin', 'lead')),
  ]);
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[P6] a paragraph broken, two joined, words made bold and an empty paragraph deleted are a change each', async () => {
  await rae.chooses(rae.page.getByRole('radiogroup', { name: 'Mode' }), 'Propose');
  await rae.clicksBehind('human work,');
  await rae.presses('Enter');
  await rae.finds(tray(rae), '1 change, on this device only');
  await rae.clicksBehind('that it helps.');
  await rae.presses('Delete');
  await rae.finds(tray(rae), '2 changes, on this device only');
  await rae.clicksBehind('once a year.');
  await rae.presses('Home', 'Backspace');
  await rae.finds(tray(rae), '3 changes, on this device only');
  await rae.selectsWithMouse('register');
  await rae.presses('Control+b');
  await rae.finds(tray(rae), '4 changes, on this device only');
  expect(await rae.text.locator('.own-gone').allInnerTexts()).toEqual(['¶']);
  expect(await rae.text.locator('.own-new').allInnerTexts()).toEqual(['¶']);
  await tray(rae).getByRole('button', { name: 'Show them' }).click();
  expect(await parts(tray(rae), 'del')).toEqual(['¶', '¶', 'register']);
  expect(await parts(tray(rae), 'ins')).toEqual(['¶', 'register']);
  expect(await tray(rae).locator('ins strong').innerText()).toBe('register');
  expect(await rae.axe()).toEqual([]);
});

test('[P7][P9] sent, unchanged words are neither struck nor inserted, in the text nor on the card; all is heard once', async () => {
  await tray(rae)
    .getByRole('button', { name: /^Propose 4/ })
    .click();
  await rae.finds(tray(rae), 'Each change becomes a proposal');
  await lin.until('shows them', async () => (await lin.text.getByRole('insertion').count()) === 2);
  expect(await parts(lin.text, '.proposed-gone')).toEqual(['¶', 'register']);
  expect(await parts(lin.text, '.proposed-new')).toEqual(['¶', 'register']);
  expect(await lin.text.locator('.proposed-gone-block').count()).toBe(1);
  const heard = await heardInText(lin);
  expect(ofRole(heard, 'deletion').map(wordsOf)).toEqual([
    'the end of a paragraph',
    '',
    'register',
  ]);
  expect(ofRole(heard, 'insertion').map(wordsOf)).toEqual(['the end of a paragraph', 'register']);
  const card = await lin.openThread(1);
  expect(await parts(card, 'del')).toEqual([]);
  expect(await parts(card, 'ins')).toEqual(['¶']);
  expect(await lin.axe()).toEqual([]);
});

test('[P9] accepted one after the other, the text reads and looks as it was proposed', async () => {
  for (const number of [1, 2, 3, 4]) {
    const card = await lin.goesToThread(number);
    await lin.decides(card, 'Accepted', 'Better.');
    await card.getByText('Proposed by Rae, put in by Lin.').waitFor();
  }
  const [start, end] = ['Care is human work,', ' and it needs people who listen.'];
  await lin.sees(`${start}\n${end}\n${second}${third}\n${spare}\n${fourth}`);
  expect(await lin.text.locator('strong').innerText()).toBe('register');
  expect(await lin.text.locator('p').allInnerTexts()).toHaveLength(6);
});

test('[P6] what one has made a heading or broken in two follows the words that others write in it meanwhile', async () => {
  const cy = await house.enter('Cyd', 'editor');
  await cy.sees(third);
  const writes = async (word: string, more: string) => {
    const { text, offset } = passageOf(cy.text, word).start;
    text.insert(offset, more);
    await cy.untilSaved();
  };
  await rae.clicksBehind('Words that stay');
  await rae.choosesStyle('Heading 2');
  await rae.clicksBehind('A machine may');
  await rae.presses('Enter');
  await rae.finds(tray(rae), '2 changes, on this device only');
  await writes('stay', 'always ');
  await writes('people have', 'most ');
  await writes('machine', 'good ');
  await rae.until('has them', async () => (await rae.text.innerText()).includes('A good machine'));
  await rae.finds(tray(rae), '2 changes, on this device only');
  const shown = await rae.text.locator('h2, p').allInnerTexts();
  expect(shown.some((each) => each.includes('Words that always stay as they are.'))).toBe(true);
  expect(await parts(rae.text, '.own-gone')).toEqual([]);
  expect(await parts(rae.text, '.own-new')).toEqual(['¶']);
  await tray(rae).getByRole('button', { name: 'Show them' }).click();
  expect(await parts(tray(rae), 'ins')).toEqual([
    '¶',
    'Inserted: Words that always stay as they are.',
  ]);
});

test('[B2] a long proposal scrolls on its card: it says so to the eye, and the keyboard stops at it by its name', async () => {
  const rev = await house.enter('Rev', 'reviewer');
  await rev.sees(third);
  const blocks = (contentOf(bodyOf(rev.text)).content ?? []).slice(-1);
  const bids = blocks.map(({ attrs }) => String(attrs?.['bid']));
  const content = Array.from({ length: 30 }, (_, at) => paragraph(`Line ${at + 1}.`));
  const wanted = { op: 'insert', bids, isBefore: false, content };
  const said = { wording: '', body: 'At length.', type: 'general', labels: [] };
  await rev.asks({ act: 'propose', ...said, blocks: wanted } as unknown as Act);
  const card = await lin.goesToThread(5);
  const box = card.getByRole('region', { name: 'Proposed wording' });
  const more = box.locator('> [aria-hidden]');
  await lin.finds(box, 'Line 1.');
  expect(await more.count()).toBe(1);
  expect(await lin.axe()).toEqual([]);
  await card.locator('[data-thread-heading]').focus();
  await lin.walksTo(/Proposed wording/);
  await lin.presses('End');
  await lin.until('is at its end', async () => (await more.count()) === 0);
});

/** What is struck or inserted in a place, as eyes see it. */
async function parts(place: Locator, what: string): Promise<string[]> {
  return place.locator(what).evaluateAll((all) =>
    all.map((each) => {
      const seen = each.cloneNode(true) as HTMLElement;
      for (const heard of seen.querySelectorAll('.heard')) heard.remove();
      return (seen.textContent ?? '').replace('Deleted: ', '');
    }),
  );
}

function tray(person: PersonWindow): Locator {
  return person.page.getByRole('region', { name: 'What you propose' });
}
