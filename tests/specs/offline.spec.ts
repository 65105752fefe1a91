/** Away and back: what was written offline is merged, acknowledged and on disk. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('[E4] what two people write offline is there when they are back, and on disk after a crash', async () => {
  const ada = await house.enter('Ada', 'editor');
  const ben = await house.enter('Ben', 'editor');
  await ada.writes('Shared start. ').untilSaved();
  await ben.sees('Shared start.');
  ada.disconnects().types('Ada was on a train. ').writes('And wrote a paragraph.');
  ben.disconnects().types('Ben was in a basement. ');
  expect(ada.reads()).not.toContain('basement');
  await ada.reconnects();
  await ben.reconnects();
  await Promise.all([ada.untilSaved(), ben.untilSaved()]);
  await ada.sees('basement');
  await ben.sees('train');
  await house.crash();
  await house.reopen();
  const late = await house.enter('Cem', 'reader');
  expect(late.reads()).toBe(ada.reads());
});

test('[E5] edits made while the server is down are acknowledged once it is back', async () => {
  const dot = await house.enter('Dot', 'editor');
  await dot.writes('Before the fall. ').untilSaved();
  await house.crash();
  dot.types('While it was down. ');
  expect(dot.isSaved).toBe(false);
  await house.reopen();
  await dot.untilSaved();
  const late = await house.enter('Eve', 'reader');
  expect(late.reads()).toContain('While it was down.');
});

test('[E6] an orderly stop ends with 0 and loses nothing', async () => {
  const fay = await house.enter('Fay', 'editor');
  await fay.writes('Last words. ').untilSaved();
  expect(await house.stop()).toBe(0);
  await house.reopen();
  const late = await house.enter('Gus', 'reader');
  expect(late.reads()).toContain('Last words.');
});
