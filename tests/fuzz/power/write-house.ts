/**
 * A program to be traced: the real server, and in the same process the people who use it through its doors. So each
 * answer stands in the trace at its place between the writes.
 */
import { once } from 'node:events';

import type { Act } from '@gloss/shared/rules/acts';
import { Appointed, paths } from '@gloss/shared/wire/api';
import { DraftSummary } from '@gloss/shared/words/draft';
import type { DraftId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import { Agent } from '../../stage/agent.ts';
import { dice } from '../../stage/dice.ts';
import { Person } from '../../stage/person.ts';
import { until } from '../../stage/until.ts';
import { promised, say } from './facts.ts';

const url = `http://localhost:${process.env['PORT']}`;
const [, , seed = '1', rounds = '8'] = process.argv;
const chance = dice(Number(seed));

let printed = '';
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = (words: string | Uint8Array) => {
  printed += words.toString();
  return print(words);
};
process.argv.splice(2);
await import(new URL('../../../server/src/main.ts', import.meta.url).href);
const setup = await until('the set-up link is printed', () => /enter#(\S+)/.exec(printed)?.[1]);

const lead = new Agent(url);
const founder = { name: 'Lea', organisation: 'Strategy unit', email: 'lea@example.org' };
must(await lead.post(paths.enter, { token: setup, founder }));
const draft = await newDraft('The first draft');
say('did', [{ key: `title/${draft}`, value: 'The first draft' }]);
const ada = await seats('Ada', 'editor');
const rae = await seats('Rae', 'reviewer');
const leo = await seats('Leo', 'lead');
const sam = await seats('Sam', 'reader');
let number = 0;
/** Thread → the act that replied to it. */
const replyOf = new Map<string, string>();

for (let round = 1; round <= Number(rounds); round += 1) {
  await Promise.all([types(ada), types(leo)]);
  const thread = await annotates(rae);
  await replies(ada, thread);
  await (chance.upTo(1) === 0 ? decides(thread) : becomes(sam, 'editor'));
  await proposesAndAccepts();
  await Promise.all([types(ada), types(leo)]);
  if (round % 3 === 1) await imports(round);
  if (round % 3 === 2) await changesTitle(round);
  if (round % 4 === 2) await comesAndGoes();
  await becomes(sam, 'reviewer');
}
for (const person of [ada, rae, leo, sam]) person.leaves();
process.kill(process.pid, 'SIGTERM');
await once(process, 'never');

function must({ status, body }: { status: number; body: unknown }): unknown {
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

async function newDraft(title: string): Promise<DraftId> {
  const facts = [{ key: `draft/${title}`, value: [title] }];
  const made = await promised(facts, () => lead.post(paths.drafts, { title }));
  return DraftSummary.parse(must(made)).id;
}

async function seats(name: string, role: Role): Promise<Person> {
  const email = `${name.toLowerCase()}@example.org`;
  const someone = { name, email, organisation: 'Test bench', role };
  const facts = [{ key: `role/${draft}/${email}`, value: role }];
  const answer = await promised(facts, () => lead.post(paths.participants(draft), someone));
  const token = new URL(Appointed.parse(must(answer)).link).hash.slice(1);
  const person = await Person.signsIn(url, token, draft);
  say('did', [{ key: `session/${person.agent.cookie}`, value: email }]);
  await person.opens();
  return person;
}

/** Types a word, and hears that it is saved. */
async function types(person: Person): Promise<string> {
  const word = `${person.name}.${(number += 1)}`;
  await promised([{ key: `word/${draft}/${word}`, value: 1 }], async () => {
    person.types(`${word} ${'and so on '.repeat(chance.upTo(60))}`);
    await person.untilSaved();
  });
  return word;
}

async function annotates(person: Person): Promise<string> {
  const words = await types(ada);
  await person.sees(words);
  const thread = crypto.randomUUID();
  const act: Act = {
    act: 'annotate',
    selected: person.selects(words),
    body: `About ${words}`,
    type: 'general',
    labels: [],
  };
  await acts(person, thread, act, thread, { state: 'open', replies: 0, answered: [thread] });
  return thread;
}

async function replies(person: Person, thread: string): Promise<void> {
  const id = crypto.randomUUID();
  const act = { act: 'reply', thread, body: 'I see.' } as Act;
  const answered = [thread, id].toSorted();
  await acts(person, id, act, thread, { state: 'open', replies: 1, answered });
  replyOf.set(thread, id);
}

async function decides(thread: string): Promise<void> {
  const id = crypto.randomUUID();
  const reason = `Because of ${id}`;
  const act = { act: 'decide', thread, as: 'noted', reason } as Act;
  const answered = [thread, replyOf.get(thread) ?? '', id].toSorted();
  await acts(leo, id, act, thread, { state: reason, replies: 1, answered });
}

/** The text, the thread, the answer and the count of open threads change together, or not at all. */
async function proposesAndAccepts(): Promise<void> {
  const words = await types(ada);
  await rae.sees(words);
  const thread = crypto.randomUUID();
  const wording = `Better.${(number += 1)}`;
  const act: Act = {
    act: 'propose',
    selected: rae.selects(words),
    wording,
    body: '',
    type: 'editorial',
    labels: [],
  };
  await acts(rae, thread, act, thread, { state: 'open', replies: 0, answered: [thread] });
  say('begins', [{ key: `word/${draft}/${words}`, value: null }]);
  const id = crypto.randomUUID();
  const accept = { act: 'decide', thread, as: 'accepted', reason: 'Better.' } as Act;
  const answered = [thread, id].toSorted();
  await acts(leo, id, accept, thread, { state: 'Better.', replies: 0, answered, wording });
  say('did', [{ key: `word/${draft}/${words}`, value: null }]);
}

async function acts(
  person: Person,
  id: string,
  act: Act,
  thread: string,
  value: unknown,
): Promise<void> {
  const facts = [{ key: `thread/${draft}/${thread}`, value }];
  must(await promised(facts, () => person.asks(act, id)));
}

async function becomes({ name, account }: Person, role: Role): Promise<void> {
  const facts = [{ key: `role/${draft}/${name.toLowerCase()}@example.org`, value: role }];
  const path = paths.participant(draft, account);
  must(await promised(facts, () => lead.post(path, { role })));
}

async function imports(round: number): Promise<void> {
  const title = `Imported ${round}`;
  const words = Array.from({ length: 400 }, (_, at) => `Import.${round}0${at}`);
  const facts = [{ key: `draft/${title}`, value: [title, ...words] }];
  const paragraphs = `# ${title}\n\n${words.join(' ').replaceAll('00 ', '00\n\n')}\n`;
  must(await promised(facts, () => lead.upload(paths.drafts, 'plan.md', paragraphs)));
}

async function changesTitle(round: number): Promise<void> {
  const title = `The draft of round ${round}`;
  const facts = [{ key: `title/${draft}`, value: title }];
  must(await promised(facts, () => lead.post(paths.draft(draft), { title })));
}

/** Signs in at another screen, and out again: a cookie that was cleared must stay so. */
async function comesAndGoes(): Promise<void> {
  const name = `Guest ${(number += 1)}`;
  const guest = await seats(name.replace(' ', ''), 'reader');
  const { cookie } = guest.agent;
  guest.leaves();
  await promised([{ key: `session/${cookie}`, value: null }], () =>
    guest.agent.post(paths.leave, {}),
  );
}
