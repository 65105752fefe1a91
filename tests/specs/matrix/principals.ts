/** Everybody who may knock: each role of the draft, and all the ways of not taking part in it. Seated once for the whole matrix. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Act } from '@gloss/shared/rules/acts';
import { paths } from '@gloss/shared/wire/api';
import type { Selected } from '@gloss/shared/words/anchor';
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import { ThreadId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';
import { roles } from '@gloss/shared/words/role';

import { Agent } from '../../stage/agent.ts';
import type { House } from '../../stage/house.ts';
import { Person } from '../../stage/person.ts';

/** A thread by this principal for each state in which an act may want it. */
export interface Threads {
  readonly open: ThreadId;
  readonly decided: ThreadId;
  /** Its words are gone from the text. */
  readonly orphaned: ThreadId;
  /** Is on words that are not those of its quote, and asks whether it is right there. */
  readonly moved: ThreadId;
  /** Proposes other words. */
  readonly proposed: ThreadId;
  /** Proposed other words, which were accepted and stand in the text. */
  readonly applied: ThreadId;
}

export interface Principal {
  readonly name: string;
  /** As it was handed out, whatever has become of the session since. */
  readonly cookie: string;
  readonly account: AccountId | null;
  /** As what they take part in the draft under test; undefined where they do not. */
  readonly role: Role | undefined;
  readonly isSignedIn: boolean;
  /** Whether they lead a draft, this or another. */
  readonly mayCreate: boolean;
  /** Opened while they still might; a stranger to the draft has none. */
  readonly own: Threads | null;
}

export interface Scene {
  readonly house: House;
  readonly draft: DraftId;
  /** A lead who writes, decides and looks on; takes no turn in the matrix. */
  readonly author: Person;
  readonly principals: readonly Principal[];
  /** Threads of the author's. */
  readonly others: Threads;
  /** Somebody who only takes part, to be changed and removed. */
  readonly bystander: AccountId;
}

/** The words that every passage of the matrix is about. */
export const passage = 'The words that are spoken about.';

/** Seats all of them. Whoever was demoted, removed or signed out has left threads of their own behind. */
export async function seat(house: House): Promise<Scene> {
  const { draft } = house;
  const author = await house.enter('Author', 'lead');
  await author.writes(passage).untilSaved();
  const elsewhere = await house.newDraft('Another draft');
  const comesIn = async (name: string, into: DraftId = draft) =>
    Person.signsIn(house.url, await house.invite(name, 'editor', into), into);
  const becomes = (person: Person, role: Role | null, where: DraftId = draft) =>
    granted(house.lead.post(paths.participant(where, person.account), { role }));
  const as = async (person: Person, rest: Partial<Principal>): Promise<Principal> => ({
    name: person.name,
    cookie: person.agent.cookie,
    account: person.account,
    role: undefined,
    isSignedIn: true,
    mayCreate: false,
    own: person.draft === draft ? await threadsBy(person.agent, author) : null,
    ...rest,
  });

  const principals: Principal[] = [];
  for (const role of roles) {
    const person = await comesIn(`the ${role}`);
    principals.push(await as(person, { role, mayCreate: role === 'lead' }));
    await becomes(person, role);
  }
  const neighbour = await comesIn('an editor of another draft', elsewhere);
  const otherLead = await comesIn('a lead of another draft', elsewhere);
  await becomes(otherLead, 'lead', elsewhere);
  principals.push(await as(neighbour, {}), await as(otherLead, { mayCreate: true }));
  const removed = await comesIn('somebody removed');
  principals.push(await as(removed, {}));
  await becomes(removed, null);
  const left = await comesIn('somebody signed out');
  principals.push(await as(left, { isSignedIn: false }));
  await granted(left.agent.post(paths.leave, {}));
  const late = await comesIn('somebody whose session is over');
  principals.push(await as(late, { isSignedIn: false }));
  const lead = principals.find(({ role }) => role === 'lead');
  const nobody = { account: null, role: undefined, isSignedIn: false, mayCreate: false, own: null };
  principals.push(
    { ...nobody, name: 'a forger of cookies', cookie: tampered(lead?.cookie ?? '') },
    { ...nobody, name: 'nobody', cookie: '' },
  );

  const others = await threadsBy(author.agent, author);
  const bystander = (await comesIn('Bystander')).account;
  await endSession(house, late.account);
  await author.untilSaved();
  return { house, draft, author, principals, others, bystander };
}

/** Opens a thread on the passage. @returns its id, which is that of its first message too */
export async function opens(agent: Agent, draft: DraftId, selected: Selected): Promise<ThreadId> {
  const body = 'Said in the matrix.';
  return acts(agent, draft, { act: 'annotate', selected, body, type: 'general', labels: [] });
}

/** Opens a thread and lets the author decide it. */
export async function opensDecided(agent: Agent, author: Person): Promise<ThreadId> {
  const thread = await opens(agent, author.draft, author.selects(passage));
  const reason = 'Known.';
  await acts(author.agent, author.draft, { act: 'decide', thread, as: 'noted', reason });
  return thread;
}

/** Proposes other words for the passage. */
export async function opensProposal(
  agent: Agent,
  draft: DraftId,
  selected: Selected,
): Promise<ThreadId> {
  const wording = 'Other words.';
  const sorted = { type: 'general' as const, labels: [] };
  return acts(agent, draft, { act: 'propose', selected, wording, body: '', ...sorted });
}

/** Proposes other words for a paragraph of their own, and lets the author accept them. */
export async function opensApplied(agent: Agent, author: Person): Promise<ThreadId> {
  const words = `Soon other: ${randomUUID()}.`;
  await author.writes(words).untilSaved();
  const thread = await opensProposal(agent, author.draft, author.selects(words));
  const reason = 'Better.';
  await acts(author.agent, author.draft, { act: 'decide', thread, as: 'accepted', reason });
  return thread;
}

/** Opens a thread on the passage, quoting words that were never there. */
export async function opensMoved(
  agent: Agent,
  draft: DraftId,
  selected: Selected,
): Promise<ThreadId> {
  const exact = `Never written: ${randomUUID()}.`;
  return opens(agent, draft, { ...selected, quote: { exact, prefix: '', suffix: '' } });
}

/** Opens a thread on words that are then deleted. */
export async function opensOrphaned(agent: Agent, author: Person): Promise<ThreadId> {
  const words = `Soon gone: ${randomUUID()}.`;
  await author.writes(words).untilSaved();
  const thread = await opens(agent, author.draft, author.selects(words));
  const run = author.runs().find((each) => each.toString().includes(words));
  run?.delete(0, run.length);
  await author.untilSaved();
  return thread;
}

async function threadsBy(agent: Agent, author: Person): Promise<Threads> {
  return {
    open: await opens(agent, author.draft, author.selects(passage)),
    decided: await opensDecided(agent, author),
    orphaned: await opensOrphaned(agent, author),
    moved: await opensMoved(agent, author.draft, author.selects(passage)),
    proposed: await opensProposal(agent, author.draft, author.selects(passage)),
    applied: await opensApplied(agent, author),
  };
}

async function acts(agent: Agent, draft: DraftId, act: Act): Promise<ThreadId> {
  const id = randomUUID();
  await granted(agent.post(paths.acts(draft), { id, act }));
  return ThreadId.parse(id);
}

async function granted(answer: ReturnType<Agent['post']>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`the scene cannot be set: ${JSON.stringify(body)}`);
}

/** @returns a cookie of which one character of the session's name is another. */
function tampered(cookie: string): string {
  const at = cookie.indexOf('=') + 3;
  return cookie.slice(0, at) + (cookie[at] === 'x' ? 'y' : 'x') + cookie.slice(at + 1);
}

/** Two weeks pass for one session: in the database of a stopped house, as nothing keeps them for it. */
async function endSession(house: House, account: AccountId): Promise<void> {
  await house.stop();
  const file = new DatabaseSync(join(house.dataDir, 'gloss.sqlite'));
  const past = new Date(Date.now() - 60_000).toISOString();
  const { changes } = file
    .prepare('update session set expiresAt = ? where userId = ?')
    .run(past, account);
  file.close();
  if (changes !== 1) throw new Error('there is no session to end');
  await house.reopen();
}
