/**
 * The rule under proof, for any server that can be killed: whatever people could rely on when it died is there when it
 * is back. crash.spec.ts holds the real server to it, and two that lie.
 */
import { isDeepStrictEqual } from 'node:util';

import type { Role } from '@gloss/shared/words/role';

import type { Dice } from '../stage/dice.ts';
import type { House } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';
import { asks, isAnswered, writes } from './crowd.ts';
import type { Asked } from './crowd.ts';
import { Death } from './death.ts';
import type { Mortal } from './death.ts';
import { Imports } from './imported.ts';
import { Witness } from './witness.ts';

export interface Survived {
  /** One line for each thing that people relied on and that was gone, with the kill after which. */
  readonly missing: readonly string[];
  /** How much was put to the proof. */
  readonly counts: Counts;
  /** How long each restart took, until the server said that it is ready. For reading, not for judging. */
  readonly restartsMs: readonly number[];
}

export interface Counts {
  readonly kills: number;
  readonly acknowledged: number;
  readonly seen: number;
  readonly acts: number;
  /** Proposals that were accepted and stand in the text. */
  readonly accepted: number;
  /** Files whose import was answered. */
  readonly imports: number;
  readonly checkpoints: number;
  /** Checkpoints that were begun and not done when the server died. */
  readonly interrupted: number;
}

/** How many edits and answers a life may see before it ends. */
const happeningsAtMost = 80;

/**
 * Lets people work and kills the server under them, again and again. Ends with the first life that something is missing
 * of. With `house` there is a second draft, files are brought in, and death comes also while it starts, ends, and while
 * people come back.
 */
export async function survive(
  mortal: Mortal,
  kills: number,
  chance: Dice,
  house?: House,
): Promise<Survived> {
  const groups = [
    await seat(['Ada', 'Ben', 'Rae', 'Mo'], (name, role) => mortal.enter(name, role)),
  ];
  const death = new Death(mortal, chance, house);
  const imports = house && new Imports(house.lead);
  if (house) {
    const second = await house.newDraft('Another draft under test');
    const names = ['Cem', 'Dee', 'Sia', 'Lou'];
    groups.push(await seat(names, (name, role) => house.enter(name, role, second)));
  }
  const restartsMs: number[] = [];
  const survived = (missing: readonly string[]): Survived => ({
    missing: missing.map((line) => `kill ${death.kills}: ${line}`),
    counts: countsOf(groups, imports, death),
    restartsMs,
  });

  while (death.kills < kills) {
    const unanswered = await live(groups, imports, death, chance);
    await diedUnder(groups, (witness, people) => witness.crashed(people));
    if (house && chance.upTo(6) === 0) await death.whileStarting(house);
    restartsMs.push(await timed(() => mortal.reopen()));
    if (house && chance.upTo(6) === 0) {
      await death.whileReturning(groups.flatMap(({ people }) => people));
      await diedUnder(groups, (witness, people) => witness.crashedOnReturn(people));
      restartsMs.push(await timed(() => mortal.reopen()));
    }
    const missing = [...(await missingIn(groups)), ...((await imports?.missing('newest')) ?? [])];
    if (missing.length > 0) return survived(missing);
    await comeBack(groups, unanswered);
  }
  return survived((await imports?.missing('all')) ?? []);
}

/** Four people in one draft: two who write, one who annotates and one who decides. */
export interface Group {
  readonly writers: readonly Person[];
  readonly askers: readonly Person[];
  readonly people: readonly Person[];
  readonly witness: Witness;
}

async function seat(
  names: readonly string[],
  enter: (name: string, role: Role) => Promise<Person>,
): Promise<Group> {
  const roles = ['editor', 'editor', 'reviewer', 'lead'] as const;
  const people: Person[] = [];
  for (const [at, role] of roles.entries()) people.push(await enter(names[at] ?? '', role));
  return {
    writers: people.slice(0, 2),
    askers: people.slice(2),
    people,
    witness: new Witness(),
  };
}

/** One life of the server. @returns the acts that were asked for and not answered */
async function live(
  groups: readonly Group[],
  imports: Imports | undefined,
  death: Death,
  chance: Dice,
): Promise<Unfinished[]> {
  const importer =
    imports && (imports.answered === 0 || chance.upTo(7) === 0) ? imports : undefined;
  const importing = importer?.bringsIn();
  // Half of the files are answered before death comes; it finds the others anywhere on their way.
  const waits = importer?.answered === 0 || chance.upTo(1) === 0;
  const life = death.after(1 + chance.upTo(happeningsAtMost), waits ? importing : undefined);
  const unfinished: Unfinished[] = [];
  const work = groups.flatMap(({ writers, askers, witness }) => {
    const seen = { ...life, witness, chance };
    const asked = askers.map(async (person) => {
      const act = await asks(person, seen);
      if (act) unfinished.push({ act, witness });
    });
    return [...writers.map((person) => writes(person, seen)), ...asked];
  });
  await Promise.all([...work, importing]);
  await life.end();
  return unfinished;
}

interface Unfinished {
  readonly act: Asked;
  readonly witness: Witness;
}

/** What the dead server had sent still arrives; then everyone is on their own. */
async function diedUnder(
  groups: readonly Group[],
  crashed: (witness: Witness, people: readonly Person[]) => void,
): Promise<void> {
  for (const { people, witness } of groups) {
    await until('every socket is closed', () => people.every((person) => !person.isSynced));
    for (const person of people) person.disconnects();
    crashed(witness, people);
  }
}

/** Reads each draft as somebody who has just come in. */
async function missingIn(groups: readonly Group[]): Promise<string[]> {
  const lines = await Promise.all(
    groups.map(async ({ people, witness }) => {
      const newcomer = newcomerOf(people);
      await newcomer.opens();
      const missing = witness.missedBy(newcomer, people);
      newcomer.leaves();
      return missing;
    }),
  );
  return lines.flat();
}

/** Everyone reconnects with what they had not got through, asks again what was not answered, and reads the same. */
async function comeBack(
  groups: readonly Group[],
  unfinished: readonly Unfinished[],
): Promise<void> {
  const all = groups.flatMap(({ people }) => people);
  await Promise.all(all.map((person) => person.reconnects()));
  for (const { act, witness } of unfinished) await isAnswered(act, witness);
  for (const { people, witness } of groups) {
    const [first, ...others] = people;
    await until('everyone reads the same', () =>
      others.every((person) => person.reads() === first?.reads()),
    );
    await until('everyone has the same threads', () =>
      others.every((person) => isDeepStrictEqual(person.threads(), first?.threads())),
    );
    witness.allSaved();
  }
}

/** The reviewer at an empty screen. */
function newcomerOf(people: readonly Person[]): Person {
  const reviewer = people.at(2);
  if (reviewer === undefined) throw new Error('nobody is in this draft');
  return reviewer.elsewhere();
}

function countsOf(groups: readonly Group[], imports: Imports | undefined, death: Death): Counts {
  const sum = (of: 'acknowledged' | 'seen' | 'acts' | 'accepted') =>
    groups.reduce((total, { witness }) => total + witness.counts[of], 0);
  return {
    kills: death.kills,
    acknowledged: sum('acknowledged'),
    seen: sum('seen'),
    acts: sum('acts'),
    accepted: sum('accepted'),
    imports: imports?.answered ?? 0,
    checkpoints: death.checkpoints,
    interrupted: death.interrupted,
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
