/**
 * People at work until the server dies under them: writers type and cut, others annotate, reply, propose and decide over HTTP.
 * What they may rely on they tell the witness.
 */
import type { Act } from '@gloss/shared/rules/acts';
import { Refused } from '@gloss/shared/wire/api';
import { MessageId, ThreadId } from '@gloss/shared/words/ids';
import type { RefusalCode } from '@gloss/shared/words/refusal';
import type { Thread } from '@gloss/shared/words/thread';

import type { Answer } from '../stage/agent.ts';
import type { Dice } from '../stage/dice.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';
import type { Witness } from './witness.ts';

/** One life of a server. `happened` is told of each edit and each answer, and ends the life when it has seen enough. */
export interface Life {
  /** Of the draft that these people are in. */
  readonly witness: Witness;
  readonly chance: Dice;
  isOver(): boolean;
  happened(): void;
}

/** At most so many edits of one person are underway at a time, so that typing never runs far ahead of the disk. */
const underwayAtMost = 4;

/** Types and cuts until the life is over. */
export async function writes(person: Person, life: Life): Promise<void> {
  const mayGoOn = (): boolean =>
    life.isOver() ||
    (person.isSynced && person.tally.sent - person.tally.acknowledged < underwayAtMost);
  while (!life.isOver()) {
    for (let edits = life.chance.upTo(2); edits >= 0 && !life.isOver(); edits -= 1) {
      edit(person, life);
      life.happened();
    }
    await until(`${person.name} may go on typing`, mayGoOn);
  }
}

function edit(person: Person, { witness, chance }: Life): void {
  const roll = chance.upTo(9);
  const mine = roll === 0 ? witness.savedWordsOf(person) : [];
  if (mine.length > 0) return cut(person, chance.oneOf(mine), witness);
  const word = witness.newWord(person);
  if (roll === 1) person.writes(`${word} `);
  else person.types(`${word} `);
  witness.edited(person, 'put', word);
}

function cut(person: Person, word: string, witness: Witness): void {
  for (const run of person.runs()) {
    const at = run.toJSON().indexOf(`${word} `);
    if (at === -1) continue;
    run.delete(at, word.length + 1);
    witness.edited(person, 'cut', word);
    return;
  }
}

/** An act and what it must leave behind once it is answered. */
export interface Asked {
  readonly person: Person;
  readonly act: Act;
  readonly id: string;
  readonly isIn: (threads: readonly Thread[]) => boolean;
  /** The no that is no fault: somebody cut the words meanwhile. */
  readonly mayBe?: RefusalCode;
}

/** Asks for one act after the other until the life is over. @returns the one whose answer never came, if any */
export async function asks(person: Person, life: Life): Promise<Asked | undefined> {
  while (!life.isOver()) {
    const asked = newAct(person, life);
    let isDone: boolean;
    try {
      isDone = await isAnswered(asked, life.witness);
    } catch (error) {
      // Whether it was done or not: nobody was told.
      if (error instanceof Unanswered) return asked;
      throw error;
    }
    life.happened();
    const isShown = (): boolean => life.isOver() || asked.isIn(person.threads());
    if (isDone) await until(`${person.name} sees what was answered`, isShown);
  }
  return undefined;
}

/** Nobody was told whether it was done: no answer came, or one that says that the server is ending. */
export class Unanswered extends Error {}

/** @returns the answer of a server that may die meanwhile. Throws `Unanswered` where there is none to rely on. */
export async function answerOf(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked.catch((error: unknown) => {
    // So `fetch` says that the connection broke off.
    if (error instanceof TypeError || error instanceof SyntaxError) throw new Unanswered();
    throw error;
  });
  if (answer.status >= 500) throw new Unanswered();
  return answer;
}

/**
 * Sends an act, for the first time or again, and holds the server to its answer. Throws `Unanswered` where none comes.
 * @returns whether it was done
 */
export async function isAnswered(asked: Asked, witness: Witness): Promise<boolean> {
  const { person, act, id } = asked;
  const { status, body } = await answerOf(person.asks(act, id));
  const refused = Refused.safeParse(body);
  if (refused.success && refused.data.refusal.code === asked.mayBe) return false;
  if (status !== 200) throw new Error(`no ${act.act} for ${person.name}: ${JSON.stringify(body)}`);
  witness.answered({ act: `${act.act} ${id}`, isIn: asked.isIn });
  return true;
}

function newAct(person: Person, { chance, witness }: Life): Asked {
  const id = crypto.randomUUID();
  const open = person.threads().filter(({ disposition }) => disposition === undefined);
  const roll = open.length === 0 ? 0 : chance.upTo(3);
  if (!leads.has(person.name) && chance.upTo(1) === 0) {
    const words = person.reads().match(/\b(?:Ada|Ben|Cem|Dee)\.\d+ /g);
    if (words) return proposal(person, id, chance.oneOf(words), witness);
  }
  if (roll <= 1) return annotation(person, id);
  const thread = chance.oneOf(open);
  if (!leads.has(person.name)) return reply(person, id, thread.id);
  return decision(person, id, thread);
}

/** The names of those who may decide. */
const leads: ReadonlySet<string> = new Set(['Mo', 'Lou']);

function annotation(person: Person, id: string): Asked {
  return {
    person,
    id,
    act: { act: 'annotate', body: `Annotation ${id}`, type: 'general', labels: [] },
    isIn: (threads) => threads.filter((thread) => thread.id === ThreadId.parse(id)).length === 1,
  };
}

/** Other words in the place of one; from now on nobody can rely on that one. */
function proposal(person: Person, id: string, words: string, witness: Witness): Asked {
  const selected = person.selects(words);
  witness.mayBeReplaced(words.trim());
  const wording = `${witness.newWord(person)} `;
  const act: Act = { act: 'propose', selected, wording, body: '', type: 'editorial', labels: [] };
  const isIn = (threads: readonly Thread[]) =>
    threads.some((thread) => thread.id === ThreadId.parse(id));
  return { person, id, act, isIn, mayBe: 'passage-empty' };
}

function reply(person: Person, id: string, thread: ThreadId): Asked {
  return {
    person,
    id,
    act: { act: 'reply', thread, body: `Reply ${id}` },
    isIn: (threads) => {
      const replies = threads.find((found) => found.id === thread)?.replies ?? [];
      return replies.filter((found) => found.id === MessageId.parse(id)).length === 1;
    },
  };
}

function decision(person: Person, id: string, { id: thread, proposal: proposed }: Thread): Asked {
  const reason = `Reason ${id}`;
  const as = proposed ? 'accepted' : 'noted';
  return {
    person,
    id,
    act: { act: 'decide', thread, as, reason },
    mayBe: 'passage-changed',
    isIn: (threads) => threads.find((found) => found.id === thread)?.disposition?.reason === reason,
  };
}
