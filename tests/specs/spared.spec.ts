/** Memory that is given back: told by a server whose module says so each time. */
import { afterEach, expect, test } from 'vitest';

import { changedEnv } from '../fuzz/other-code.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { until } from '../stage/until.ts';

let house: House | undefined;
afterEach(() => house?.close());

/** Opens a house that prints "spared" whenever memory is given back. @returns how often it was so far. */
async function tellingHouse(): Promise<[House, () => number]> {
  const env = changedEnv({
    module: 'journal/spare-memory.ts',
    from: '  collect();',
    to: "  collect();\n  process.getBuiltinModule('node:fs').writeSync(2, 'spared\\n');",
  });
  const opened = await openHouse({ env });
  house = opened;
  return [opened, () => opened.printed.split('spared').length - 1];
}

test('[O7] memory is given back after the start, and after a large checkpoint was made and after it was proven', async () => {
  const [opened, spared] = await tellingHouse();
  await until('the start is over', () => spared() === 1);
  const ada = await opened.enter('Ada', 'editor');
  // In portions that differ: what repeats is packed, and what is small is not worth the time.
  for (let page = 0; page < 40; page += 1)
    ada.writes(Array.from({ length: 200 }, () => crypto.randomUUID()).join(' '));
  await ada.untilSaved();
  ada.leaves();
  await opened.stop();
  expect(spared()).toBe(3);
});

test('[O7] a small checkpoint is not worth it', async () => {
  const [opened, spared] = await tellingHouse();
  await until('the start is over', () => spared() === 1);
  const ada = await opened.enter('Ada', 'editor');
  await ada.types('A few words.').untilSaved();
  ada.leaves();
  await opened.stop();
  expect(spared()).toBe(1);
});
