/** What those who listen are told by the browser itself: passages, the cards they lead to, and proposals as suggestions. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { heardInText, ofRole, wordsOf } from './heard-as.ts';
import { proposes } from './proposing.ts';
import { openTheatre } from './theatre.ts';
import type { PersonWindow } from './window.ts';

const training = 'Staff need training before the tools arrive.';
const register = 'Boards review the register once a year.';

const theatre = openTheatre();
let house: House;
let lead: PersonWindow;

beforeAll(async () => {
  house = await openHouse();
  const writer = await house.enter('Writer', 'editor');
  for (const line of [training, register]) writer.writes(line);
  await writer.untilSaved();
  await writer.annotates('the register', 'Which one?');
  lead = await theatre.window('Lena');
  await lead.entersDraft(await house.linkFor('Lena', 'lead'));
});

afterAll(async () => {
  await house.close();
  expect(theatre.faults()).toEqual([]);
});

test('[B2] the browser tells of a passage as a mark, and where its details are: at its card, while that is there', async () => {
  const card = await lead.openThread(1);
  const id = await card.getAttribute('id');
  const passage = async () => {
    const marks = ofRole(await heardInText(lead), 'mark');
    return marks.map((mark) => ({ words: wordsOf(mark), details: mark.details }));
  };
  await lead.until('is told where the card is', async () => {
    const [first] = await passage();
    return first?.words === 'the register' && first.details.length === 1 && first.details[0] === id;
  });
  await lead.presses('Escape');
  await lead.filters('Decided');
  await lead.until('is told of no card where none is', async () => {
    const marks = await passage();
    return marks.length === 1 && marks[0]?.details.length === 0;
  });
  await lead.filters('Open');
});

test('[B2] the browser tells of a proposal as a suggestion: what goes, and what comes in its place, each of them once', async () => {
  await lead.selectsWithMouse(training);
  await proposes(lead, 'Staff get training before all tools arrive.', 'Need is not enough.');
  await lead.until('is told of both changes', async () => {
    const text = await heardInText(lead);
    return ofRole(text, 'suggestion').length === 2;
  });
  const text = await heardInText(lead);
  const changes = ofRole(text, 'suggestion').map((each) => ofRole(each, 'insertion').map(wordsOf));
  expect(changes).toEqual([['get'], ['all']]);
  expect(ofRole(text, 'deletion').map(wordsOf)).toEqual(['need', 'the']);
  expect(ofRole(text, 'insertion')).toHaveLength(2);
  const paragraphs = ofRole(text, 'paragraph').map(wordsOf);
  expect(paragraphs).toContain('Staff needget training before theall tools arrive.');
});
