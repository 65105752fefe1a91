/** All of the way with the keyboard alone, and the focus in sight at each stop. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const theatre = openTheatre();
let house: House;
let lead: PersonWindow;
let draft: string;

const said = 'Say whose trust.';

beforeAll(async () => {
  house = await openHouse({ sample: true });
  lead = await (await theatre.window('lead')).entersDraft(await house.sampleLink('lead'));
  draft = lead.page.url();
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

/** Nothing has the focus yet, and no thread is open. */
async function opensAnew(): Promise<void> {
  await lead.page.goto('about:blank');
  await lead.opens(draft);
  await lead.text.waitFor();
}

test('[B2] a draft is opened from the list, and a section from the outline', async () => {
  await lead.opens(new URL('/', lead.page.url()).href);
  await lead.page.getByRole('link', { name: /national strategy/ }).waitFor();
  await lead.walksTo(/^a AI in Health/);
  await lead.presses('Enter');
  await lead.text.waitFor();
  await lead.walksTo(/Skip to the sections/);
  await lead.presses('Enter');
  await lead.walksTo(/Listen/);
  await lead.presses('Enter');
  const heading = lead.text.getByRole('heading', { name: 'Listen' });
  await lead.until('has the section in sight', () => lead.isInSight(heading));
});

test('[B2] words are selected and annotated; then the focus is in the text again', async () => {
  await opensAnew();
  await lead.walksTo(/Skip to the text/);
  await lead.presses('Enter');
  await lead.focuses(/Text of the draft/);
  await lead.presses('Control+Home', 'ArrowDown', 'Shift+Control+ArrowRight');
  await lead.presses('Shift+Control+ArrowRight');
  await lead.page.getByRole('main').getByRole('button', { name: 'Annotate' }).waitFor();
  await lead.presses('Control+Alt+m');
  await lead.focuses(/^textarea/);
  await lead.types(said);
  await lead.walksTo(/Substantive|General/);
  await lead.presses('ArrowRight');
  await lead.walksTo(/^button Send/);
  await lead.presses('Enter');
  await lead.cardSaying(said).waitFor();
  await lead.focuses(/Text of the draft/);
});

test('[B2] threads are walked through with J and K, one is decided, and Escape leads back to the text', async () => {
  await opensAnew();
  await lead.walksTo(/Skip to the threads/);
  await lead.presses('Enter');
  await lead.focuses(/^input Open/);
  await lead.presses('j');
  await lead.focuses(/^button Thread/);
  const first = await lead.focus();
  await lead.presses('j');
  await lead.until('went on', async () => (await lead.focus()).on !== first.on);
  await lead.focuses(/^button Thread/);
  await lead.presses('k');
  await lead.focuses(new RegExp(`^${first.on}$`));
  await lead.walksTo(/^button Decide/);
  await lead.presses('Enter');
  await lead.focuses(/^input/);
  await lead.walksTo(/Noted/, 'ArrowRight');
  await lead.walksTo(/^textarea/);
  await lead.types('It is noted.');
  await lead.walksTo(/^button Decide/);
  await lead.presses('Enter');
  await lead.finds(lead.thread(Number(/\d+/.exec(first.on)?.[0])), 'It is noted.');
  await lead.focuses(/^button Thread/);
  await lead.presses('Escape');
  await lead.focuses(/Text of the draft/);
});

test('[B2] dialogs and menus give the focus back to the button that opened them', async () => {
  for (const opener of [/^button Download/, /^button People/, /^button More/]) {
    await opensAnew();
    await lead.walksTo(opener);
    await lead.presses('Enter');
    await lead.focuses(/^(?!button (Download|People|More)$)/);
    await lead.presses('Escape');
    await lead.focuses(opener);
  }
});
