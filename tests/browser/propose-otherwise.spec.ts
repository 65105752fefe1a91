/** A lead accepts proposed blocks otherwise than proposed: in a small editor on the card, by keyboard, by mouse and on a phone. */
import type { Act } from '@gloss/shared/rules/acts';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { heading, list, paragraph, passageOf } from '@gloss/shared/text/fixture';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let rev: Person;
let ed: Person;
let lin: PersonWindow;
let ann: PersonWindow;

const lines = [
  'Care is human work.',
  'A machine may help.',
  'Nobody is left to guess.',
  'The end.',
];

beforeAll(async () => {
  house = await openHouse();
  ed = await house.enter('Ed', 'editor');
  rev = await house.enter('Rev', 'reviewer');
  for (const line of lines) ed.writes(line);
  await ed.untilSaved();
  await rev.sees(lines.at(-1) ?? '');
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  [lin, ann] = await Promise.all([
    (await theatre.window('Lin')).entersDraft(await house.linkFor('Lin', 'lead')),
    (await theatre.window('Ann', phone)).entersDraft(await house.linkFor('Ann', 'lead')),
  ]);
  for (const blocks of [
    {
      op: 'insert',
      bids: [bidOf(0)],
      isBefore: false,
      content: [heading(2, 'Why now'), paragraph('Because.')],
    },
    { op: 'delete', bids: [bidOf(1)], content: [] },
    { op: 'replace', bids: [bidOf(2)], content: [heading(2, 'Nobody guesses.')] },
    { op: 'insert', bids: [bidOf(3)], isBefore: false, content: [list('One', 'Two')] },
  ])
    await rev.asks({
      act: 'propose',
      wording: '',
      body: 'Well.',
      type: 'general',
      labels: [],
      blocks,
    } as unknown as Act);
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[P9] by keyboard alone a lead rewrites new blocks, makes words bold, and puts them in; both are on the card', async () => {
  const card = await lin.openThread(1);
  await card.getByRole('button', { name: 'Decide', exact: true }).focus();
  await lin.presses('Enter');
  await card.getByRole('radio', { name: 'Accepted', exact: true }).focus();
  await lin.presses('ArrowRight');
  expect(await card.getByRole('radio', { name: 'Accepted with modification' }).isChecked()).toBe(
    true,
  );
  await lin.presses('Tab');
  await lin.focuses(/Heading 2/);
  await lin.presses('Tab');
  await lin.focuses(/div Why now/);
  await lin.presses('Control+End');
  await lin.types(' It is ');
  await lin.presses('Control+b');
  await lin.types('fair');
  await lin.presses('Control+b', 'Enter', 'Control+Shift+8');
  await lin.types('for all');
  expect(await field(card).locator('strong').innerText()).toBe('fair');
  await lin.presses('Control+z', 'Control+Shift+z');
  expect(await lin.axe()).toEqual([]);
  await lin.finds(card, 'The text changes when you decide: it will read so.');
  await lin.presses('Control+Enter');
  await lin.finds(card, 'Give a reason.');
  await card.getByRole('textbox', { name: 'Reason' }).focus();
  await lin.types('Said more.');
  await lin.presses('Control+Enter');
  await ed.sees(`${lines[0] ?? ''}\nWhy now\nBecause. It is fair\nfor all\n${lines[1] ?? ''}`);
  await lin.filters('All');
  const decided = await lin.openThread(1);
  await lin.finds(decided, 'This is in the text instead, as a lead wrote it:');
  await lin.finds(decided, 'Proposed by Rev, put in by Lin.');
  expect(await decided.locator('ins').allInnerTexts()).toEqual([
    expect.stringContaining('Because.'),
    expect.stringContaining('fair'),
  ]);
});

test('[P9] of a deletion a lead keeps a part, by mouse; taken back, the paragraph stands there again', async () => {
  const card = await lin.openThread(2);
  await card.getByRole('button', { name: 'Decide', exact: true }).click();
  await lin.chooses(card, 'Accepted with modification');
  await card.getByRole('textbox', { name: 'Reason' }).fill('A part stays.');
  await card.getByRole('button', { name: /^Decide/ }).click();
  await lin.finds(card, 'It stands so in the text already.');
  await field(card).fill('A machine may.');
  await card.getByRole('button', { name: 'Decide and change the text' }).click();
  await ed.sees(`A machine may.\n${lines[2] ?? ''}`);
  const decided = await lin.goesToThread(2);
  await decided.getByRole('button', { name: 'Take back…' }).click();
  const form = decided.getByRole('form');
  await form.getByRole('textbox').last().fill('It was needed.');
  await form.getByRole('button', { name: 'Take the words back' }).click();
  await ed.sees(`${lines[1] ?? ''}\n${lines[2] ?? ''}`);
});

test('[P2][P9] where the text has changed meanwhile, a lead writes the blocks anew for the text of now', async () => {
  passageOf(ed.text, 'Nobody').end.text.insert('Nobody'.length, ' at all');
  await ed.untilSaved();
  await lin.sees('Nobody at all is left to guess.');
  const card = await lin.goesToThread(3);
  await card.getByRole('button', { name: 'Renew for the text of now' }).click();
  await lin.focuses(/div Nobody guesses/);
  await lin.presses('Control+End', 'ArrowLeft');
  await lin.types(' at all');
  expect(await lin.axe()).toEqual([]);
  await lin.presses('Control+Enter');
  await lin.finds(card, 'Written anew once');
  await lin.decides(card, 'Accepted', 'It is one.');
  await ed.sees('Nobody guesses at all.');
});

test('[P9] on a phone, too: the list is written in the sheet and put in', async () => {
  await ann.opens(new URL('#4', ann.page.url()).href);
  const card = ann.page.getByRole('dialog');
  await card.getByRole('button', { name: 'Decide', exact: true }).click();
  await ann.chooses(card, 'Accepted with modification');
  await ann.taps(field(card).getByText('Two'));
  await ann.presses('End', 'Enter');
  await ann.types('Three');
  await expect.poll(() => field(card).innerText()).toMatch(/One\s+Two\s+Three/u);
  expect(await ann.overhang()).toBe(0);
  expect(await ann.axe()).toEqual([]);
  await card.getByRole('textbox', { name: 'Reason' }).fill('One more.');
  await card.getByRole('button', { name: 'Decide and change the text' }).click();
  await ed.sees('The end.\nOne\nTwo\nThree');
});

function bidOf(at: number): string {
  const block = (contentOf(bodyOf(rev.text)).content ?? []).find(
    ({ content }) => content?.[0]?.text === lines[at],
  );
  return String(block?.attrs?.['bid']);
}

function field(card: Locator): Locator {
  return card.getByRole('textbox', { name: 'What is to stand there' });
}
