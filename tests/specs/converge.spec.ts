/** Two and five people edit one text at random, offline at times; in the end everyone reads the same, and so does the disk. */
import { bodyOf } from '@gloss/shared/text/body';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';

import { dice } from '../stage/dice.ts';
import type { Dice } from '../stage/dice.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

for (const [count, steps] of [
  [2, 120],
  [5, 200],
] as const) {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  test(`[C1] ${count} people with random edits end with the same text (seed ${seed})`, async () => {
    const chance = dice(seed);
    const draft = await house.newDraft(`Convergence of ${count}`);
    const names = ['Ada', 'Ben', 'Cem', 'Dot', 'Eve'].slice(0, count);
    const people = await Promise.all(
      names.map((name) => house.enter(`${name} ${count}`, 'editor', draft)),
    );
    people[0]?.writes('It begins here. ');
    for (let step = 0; step < steps; step += 1) await randomStep(people, chance);
    for (const person of people) await person.reconnects();
    await settled(people);

    await house.crash();
    await house.reopen();
    const late = await house.enter(`Fay ${count}`, 'reader', draft);
    expect(contentOf(late)).toBe(contentOf(people[0] as Person));
    expect(late.reads().length).toBeGreaterThan(steps);
  });
}

async function randomStep(people: readonly Person[], chance: Dice): Promise<void> {
  const person = chance.oneOf(people);
  const roll = chance.upTo(100);
  if (roll < 4) return void person.disconnects();
  if (roll < 8) return void (await person.reconnects());
  const runs = person.runs();
  if (roll < 16 || runs.length === 0)
    return void person.writes(`${person.name} writes ${chance.upTo(999)}. `);
  const run = chance.oneOf(runs);
  if (roll < 30 && run.length > 4) return run.delete(chance.upTo(run.length - 3), 2);
  if (roll < 36 && run.length > 4) return run.format(chance.upTo(run.length - 3), 3, { bold: {} });
  if (roll < 40 && runs.length > 3)
    return bodyOf(person.text).delete(chance.upTo(bodyOf(person.text).length - 1), 1);
  run.insert(chance.upTo(run.length), ` ${person.name.slice(0, 3)}${chance.upTo(99)}`);
}

/** Everyone saved, everyone synced, everyone reading the same. */
async function settled(people: readonly Person[]): Promise<void> {
  await until('everyone is saved', () => people.every((person) => person.isSaved)).catch(() =>
    expect(people.filter(({ isSaved }) => !isSaved).map(standingOf)).toEqual([]),
  );
  await until('everyone reads the same', () => new Set(people.map(contentOf)).size === 1).catch(
    () => expect(new Set(people.map(contentOf))).toHaveLength(1),
  );
}

/** What the server said to somebody whose edits it did not take. */
function standingOf({ name, refused, closedWith, isSynced }: Person) {
  return { name, refused, closedWith, isSynced };
}

/** The whole content, marks included: state vectors would not show a forged or lost delete. */
function contentOf(person: Person): string {
  return JSON.stringify(
    Y.encodeStateVector(person.text).length > 0 && bodyOf(person.text).toJSON(),
  );
}
