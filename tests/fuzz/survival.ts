/**
 * The rule under proof, for any server that can be killed: whatever people could rely on when it died is there when it
 * is back. crash.spec.ts holds the real server to it, and one that lies.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Role } from '@gloss/shared/words/role';

import type { Dice } from '../stage/dice.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';
import { asks, isAnswered, lead, writes } from './crowd.ts';
import type { Asked, Life } from './crowd.ts';
import { Witness } from './witness.ts';

/** A house that can be killed and opened again on what it had on disk. */
export interface Mortal {
  enter(name: string, role: Role): Promise<Person>;
  crash(): Promise<void>;
  reopen(): Promise<void>;
}

export interface Survived {
  /** One line for each thing that people relied on and that was gone, with the life in which. */
  readonly missing: readonly string[];
  readonly counts: Witness['counts'];
  /** How long each restart took, until the server said that it is ready. For reading, not for judging. */
  readonly restartsMs: readonly number[];
}

/** How many edits and answers a life may see before it ends. */
const happeningsAtMost = 80;

/** How many turns of the event loop death may come later, so that it finds the server anywhere in its work. */
const turnsAtMost = 40;

/** Lets people work and kills the house under them, again and again. Ends with the first life that something is missing of. */
export async function survive(house: Mortal, kills: number, chance: Dice): Promise<Survived> {
  const witness = new Witness();
  const restartsMs: number[] = [];
  const crowd = await gather(house);
  for (let life = 1; life <= kills; life += 1) {
    const unanswered = await live(house, crowd, witness, chance);
    await diedUnder(crowd.all, witness);
    const reopenedAt = performance.now();
    await house.reopen();
    restartsMs.push(performance.now() - reopenedAt);
    const lines = await missing(crowd.newcomer, witness);
    if (lines.length > 0)
      return {
        missing: lines.map((line) => `life ${life}: ${line}`),
        counts: witness.counts,
        restartsMs,
      };
    await comeBack(crowd.all, unanswered, witness);
  }
  return { missing: [], counts: witness.counts, restartsMs };
}

interface Crowd {
  readonly writers: readonly Person[];
  readonly askers: readonly Person[];
  readonly all: readonly Person[];
  /** Looks in after each crash, from an empty screen. */
  readonly newcomer: Person;
}

async function gather(house: Mortal): Promise<Crowd> {
  const writers = await Promise.all(
    ['Ada', 'Ben', 'Cem'].map((name) => house.enter(name, 'editor')),
  );
  const reviewer = await house.enter('Rae', 'reviewer');
  const askers = [reviewer, await house.enter(lead, 'lead')];
  return { writers, askers, all: [...writers, ...askers], newcomer: reviewer };
}

/** One life of the server. @returns the acts that were asked for and not answered */
async function live(
  house: Mortal,
  { writers, askers }: Crowd,
  witness: Witness,
  chance: Dice,
): Promise<Asked[]> {
  let left = 1 + chance.upTo(happeningsAtMost);
  let isOver = false;
  let death: Promise<void> | undefined;
  const die = async (): Promise<void> => {
    for (let turns = chance.upTo(turnsAtMost); turns > 0; turns -= 1) await nextTurn();
    isOver = true;
    await house.crash();
  };
  const happened = (): void => {
    left -= 1;
    if (left === 0) death = die();
  };
  const life: Life = { witness, chance, isOver: () => isOver, happened };
  const wrote = writers.map((person) => writes(person, life));
  const asked = await Promise.all(askers.map((person) => asks(person, life)));
  await Promise.all([...wrote, death]);
  return asked.filter((act) => act !== undefined);
}

/** What the dead server had sent still arrives; then everyone is on their own. */
async function diedUnder(people: readonly Person[], witness: Witness): Promise<void> {
  await until('every socket is closed', () => people.every((person) => !person.isSynced));
  for (const person of people) person.disconnects();
  witness.crashed(people);
}

async function missing(newcomer: Person, witness: Witness): Promise<string[]> {
  const afresh = newcomer.elsewhere();
  await afresh.opens();
  const lines = witness.missedBy(afresh);
  afresh.leaves();
  return lines;
}

/** Everyone reconnects with what they had not got through, asks again what was not answered, and reads the same. */
async function comeBack(
  people: readonly Person[],
  unanswered: readonly Asked[],
  witness: Witness,
): Promise<void> {
  await Promise.all(people.map((person) => person.reconnects()));
  await Promise.all(unanswered.map((asked) => isAnswered(asked, witness)));
  await until('everyone reads the same', () => {
    const screens = people.map((person) => person.reads());
    return screens.every((screen) => screen === screens[0]);
  });
  witness.allSaved();
}
