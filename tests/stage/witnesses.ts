/** Two people at work while something else happens. They must not notice: no closed socket, and each reads the other. */
import { expect } from 'vitest';

import type { Person } from './person.ts';
import { until } from './until.ts';

let round = 0;

/** They type before, while and after something is done, and read each other's words. @returns what it returned. */
export async function unnoticedBy<Outcome>(
  [ada, ben]: readonly [Person, Person],
  attack: () => Promise<Outcome>,
): Promise<Outcome> {
  await exchange(ada, ben);
  const attacking = { isOver: false };
  const outcome = attack().finally(() => (attacking.isOver = true));
  // Awaited below; until then its failure is no news.
  outcome.catch(() => undefined);
  while (!attacking.isOver) await exchange(ada, ben);
  await exchange(ada, ben);
  expect([ada.closedWith, ben.closedWith]).toEqual([undefined, undefined]);
  return outcome;
}

async function exchange(ada: Person, ben: Person): Promise<void> {
  round += 1;
  const [hers, his] = [`a${round} `, `b${round} `];
  ada.types(hers);
  ben.types(his);
  await Promise.all([ada.sees(his), ben.sees(hers)]);
  await Promise.all([ada.untilSaved(), ben.untilSaved()]);
  await until('both read the same', () => ada.reads() === ben.reads());
}
