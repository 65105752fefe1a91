/** Two leads decide one proposal at the same moment, over doors of their own; and the proof that it is noticed when both win. */
import type { Act } from '@gloss/shared/rules/acts';
import type { Thread } from '@gloss/shared/words/thread';
import { afterEach, expect, test } from 'vitest';

import { changedEnv } from '../fuzz/other-code.ts';
import type { Dice } from '../stage/dice.ts';
import { dice } from '../stage/dice.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { report, triesOf } from '../stage/proof.ts';
import { until } from '../stage/until.ts';

type Decide = Extract<Act, { act: 'decide' }>;

const rounds = triesOf('DECISIONS', { short: 8, full: 200 });
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

let house: House | undefined;
afterEach(() => house?.close());

interface Crew {
  readonly ed: Person;
  readonly rev: Person;
  readonly leads: readonly [Person, Person];
}

async function crewOf(opened: House): Promise<Crew> {
  house = opened;
  const ed = await house.enter('Ed', 'editor');
  const rev = await house.enter('Rev', 'reviewer');
  const leads = [await house.enter('Mia', 'lead'), await house.enter('Noor', 'lead')] as const;
  return { ed, rev, leads };
}

/** @returns the first lead's answer and the second's, sent before either has come, and what each asked for. */
async function decidesTwice(crew: Crew, round: number, chance: Dice) {
  const { ed, rev, leads } = crew;
  const words = `Round ${round} says one thing`;
  await ed.writes(`${words}.`).untilSaved();
  await rev.sees(words);
  const kind = { type: 'editorial' as const, labels: [] };
  const propose = { act: 'propose', selected: rev.selects(words), body: '', ...kind } as const;
  const { body } = await rev.asks({ ...propose, wording: `Round ${round} says another thing` });
  const { thread } = body as { thread: Thread['id'] };
  for (const each of leads) await until(`${each.name} sees it`, () => threadOf(each, thread));
  const inTurn = chance.upTo(1) === 0 ? leads : leads.toReversed();
  const tries = inTurn.map((who, at) => {
    const wording = `Round ${round} says ${at === 0 ? 'a better' : 'a third'} thing`;
    const act: Decide =
      chance.upTo(2) === 0
        ? { act: 'decide', thread, as: 'declined', reason: 'x' }
        : { act: 'decide', thread, as: 'accepted-with-modification', reason: 'x', wording };
    return { who, act, reads: `${act.wording ?? words}.` };
  });
  const answers = await Promise.all(tries.map(({ who, act }) => who.asks(act)));
  return { thread, tries: tries.map((each, at) => ({ ...each, answer: answers[at] })) };
}

function threadOf(person: Person, thread: string): Thread | undefined {
  return person.threads().find(({ id }) => id === thread);
}

/** @returns what is wrong after one round; empty where nothing is. */
async function wrongWith(crew: Crew, round: number, chance: Dice): Promise<string> {
  const { thread, tries } = await decidesTwice(crew, round, chance);
  const [won, ...others] = tries.filter(({ answer }) => answer?.status === 200);
  const lost = tries.find(({ answer }) => answer?.status === 409);
  if (!won || others.length > 0 || !lost) return 'not one of the two has won';
  const told = JSON.stringify(lost.answer?.body);
  if (!told.includes('already-decided') || !told.includes(won.who.name))
    return `who came second is told: ${told}`;
  for (const each of [...crew.leads, crew.rev, crew.ed]) {
    const { as, by } = await until(
      `${each.name} sees the decision`,
      () => threadOf(each, thread)?.disposition,
    );
    if (as !== won.act.as || by.name !== won.who.name) return `${each.name} sees another winner`;
    await each.sees(won.reads);
  }
  return '';
}

test(
  `[P5] of two leads who decide at the same moment one wins and the other is told who, ${rounds} times; SEED=${seed}`,
  { timeout: 0 },
  async () => {
    const crew = await crewOf(await openHouse());
    const chance = dice(seed);
    for (let round = 0; round < rounds; round += 1)
      expect({ round, wrong: await wrongWith(crew, round, chance) }).toEqual({ round, wrong: '' });
    report({ name: 'Two leads at once', figures: { rounds, wrong: 0 } });
  },
);

test('[P5] the proof notices a house in which both win', async () => {
  const env = changedEnv({
    module: 'shared/src/rules/acts/decide.ts',
    from: 'if (!awaitsDecision(found.value)) return',
    to: 'if (false) return',
  });
  const crew = await crewOf(await openHouse({ env }));
  expect(await wrongWith(crew, 0, dice(seed))).toBe('not one of the two has won');
});
