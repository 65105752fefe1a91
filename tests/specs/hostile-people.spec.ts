/**
 * People who were let in and try for more: out of a draft and still writing, signed out and still writing, asking in one draft
 * about another. What they send after the answer to whoever shut them out is not taken, however it is sent.
 */
import { randomUUID } from 'node:crypto';

import type { Act } from '@gloss/shared/rules/acts';
import { bodyOf } from '@gloss/shared/text/body';
import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { writeUpdate } from '@gloss/shared/wire/frames';
import type { DraftId, ThreadId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { gloss } from '../stage/gloss.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';
import { unnoticedBy } from '../stage/witnesses.ts';

let house: House;
let ada: Person;
let ben: Person;
let newcomers = 0;

beforeAll(async () => {
  house = await openHouse();
  ada = await house.enter('Ada', 'editor');
  ben = await house.enter('Ben', 'editor');
});

afterAll(() => house.close());

const attack = (run: () => Promise<unknown>) => unnoticedBy([ada, ben], run);

function newcomer(role: Role, draft?: DraftId): Promise<Person> {
  newcomers += 1;
  return house.enter(`Newcomer ${newcomers}`, role, draft);
}

/** Somebody's bare socket, and a way to write on it without looking left or right. */
async function writerOn(person: Person) {
  const intruder = new Intruder(person.agent, { draft: house.draft });
  await intruder.answered();
  const doc = new Y.Doc();
  const known = Y.encodeStateVector(doc);
  const write = (words: string) => {
    const block = new Y.XmlElement('paragraph');
    const run = new Y.XmlText();
    let update = Y.encodeStateAsUpdate(doc, known);
    doc.once('update', (bytes: Uint8Array) => (update = bytes));
    doc.transact(() => {
      bodyOf(doc).push([block]);
      block.insert(0, [run]);
      run.insert(0, words);
    });
    intruder.socket.send(writeUpdate(update));
  };
  write('while allowed ');
  await until('it may write', () => intruder.acknowledged === 1);
  return { intruder, write };
}

const annotate: Act = { act: 'annotate', body: 'x', type: 'general', labels: [] };
const changes = (person: Person) => paths.participant(house.draft, person.account);

describe('whoever is shut out while connected', () => {
  test.each<[string, (person: Person) => Promise<unknown>, number, number]>([
    [
      'removed',
      (person) => house.lead.post(changes(person), { role: null }),
      close.notAllowed,
      404,
    ],
    [
      'made a reader',
      (person) => house.lead.post(changes(person), { role: 'reader' }),
      close.notAllowed,
      403,
    ],
    ['signed out', (person) => person.agent.post(paths.leave, {}), close.signIn, 401],
  ])(
    '[R6] %s: nothing sent after the answer is taken, the socket ends, acts are refused',
    async (how, shut, code, status) => {
      const person = await newcomer('editor');
      const { intruder, write } = await writerOn(person);
      const cookie = person.agent.cookie;
      await attack(async () => {
        let isShut = false;
        let after = 0;
        const writing = setInterval(() => {
          if (isShut) after += 1;
          if (intruder.isOpen) write(isShut ? `after ${how} ` : 'before ');
        }, 1);
        await shut(person);
        isShut = true;
        expect(await intruder.ends()).toBe(code);
        await until('it was tried after the answer', () => after > 3);
        clearInterval(writing);
        expect(
          await new Intruder(person.agent, { draft: house.draft, headers: { cookie } }).sends(
            writeUpdate(Uint8Array.of(0, 0)),
            'the end',
          ),
        ).not.toBe(1000);
        const asked = await person.agent.post(
          paths.acts(house.draft),
          { id: randomUUID(), act: annotate },
          { cookie },
        );
        expect(asked.status).toBe(status);
      });
      expect(ada.reads()).not.toContain(`after ${how}`);
    },
  );

  test('[R6] signing out in one session leaves the sockets of another', async () => {
    const person = await newcomer('editor');
    const { intruder } = await writerOn(person);
    const { stdout } = await gloss(['links'], { DATA_DIR: house.dataDir });
    const token = new RegExp(`${person.name}: \\S+#(\\S+)`).exec(stdout)?.[1];
    const elsewhere = house.stranger();
    expect((await elsewhere.post(paths.enter, { token })).status).toBe(200);
    const other = await new Intruder(elsewhere, { draft: house.draft }).knocked();
    await elsewhere.post(paths.leave, {});
    expect(await other.ends()).toBe(close.signIn);
    expect(intruder.isOpen).toBe(true);
    intruder.leaves();
  });
});

describe('an address names one draft', () => {
  let elsewhere: DraftId;
  /** Leads the draft under test, and has no part elsewhere. */
  let here: Person;
  /** Leads elsewhere, and has no part here. */
  let there: Person;

  beforeAll(async () => {
    elsewhere = await house.newDraft('Elsewhere');
    here = await newcomer('lead');
    there = await newcomer('lead', elsewhere);
  });

  async function newThread(person: Person): Promise<ThreadId> {
    const answer = await person.asks(annotate);
    return (answer.body as { thread: ThreadId }).thread;
  }

  test('[N3] what is said in one draft about a thread of another finds no thread, and changes none', async () => {
    const thread = await newThread(there);
    const before = JSON.stringify(there.threads());
    const acts: Act[] = [
      { act: 'reply', thread, body: 'x' },
      { act: 'decide', thread, as: 'noted', reason: 'x' },
      { act: 'reopen', thread },
      { act: 'label', thread, labels: ['x'] },
      { act: 'assign', thread },
      { act: 'set-type', thread, type: 'editorial' },
      { act: 'withdraw', thread, message: thread, reason: 'x' },
    ] as Act[];
    for (const act of acts) {
      expect([act.act, (await here.asks(act)).status]).toEqual([act.act, 404]);
      const inTheirs = { id: randomUUID(), act };
      const asked = await here.agent.post(paths.acts(elsewhere), inTheirs);
      expect(asked).toMatchObject({ status: 404, body: { refusal: { code: 'no-such-draft' } } });
    }
    const thread2 = await newThread(there);
    await until('the next thread is there', () => there.threads().some(({ id }) => id === thread2));
    const left = there.threads().filter(({ id }) => id !== thread2);
    expect(JSON.stringify(left)).toBe(before);
  });

  test('[N3] nobody is given a role, a thread or a mention in a draft they take no part in', async () => {
    const thread = await newThread(here);
    const change = { role: 'lead' };
    const roleHere = await here.agent.post(paths.participant(house.draft, there.account), change);
    expect(roleHere.status).toBe(404);
    const roleThere = await here.agent.post(paths.participant(elsewhere, here.account), change);
    expect(roleThere.status).toBe(404);
    const assigned = await here.asks({ act: 'assign', thread, to: there.account });
    expect(assigned.status).toBe(404);
    const card = await here.agent.get(paths.draft(house.draft));
    expect(JSON.stringify(card.body)).not.toContain(there.account);
  });

  test('[N3] an act id used in one draft opens nothing in another', async () => {
    const id = randomUUID();
    const first = await here.asks(annotate, id);
    const second = await there.asks(annotate, id);
    expect(first.status).toBe(200);
    const { thread } = first.body as { thread: string };
    if (second.status === 200)
      await until('it is a thread of its own', () => there.threads().some((t) => t.id === id));
    else expect(second.status).toBe(409);
    expect(here.threads().filter((t) => t.id === thread)).toHaveLength(1);
    // And the first answer still stands.
    expect((await here.asks(annotate, id)).body).toEqual(first.body);
  });

  test.each([
    ['another draft', () => elsewhere],
    ['a way round', () => `${house.draft}/../${elsewhere}`],
    ['a way round in disguise', () => `${house.draft}%2f..%2f${elsewhere}`],
    ['a name with nothing after it', () => `${house.draft}%00`],
    ['two names', () => `${house.draft},${elsewhere}`],
    ['other letters', () => house.draft.toUpperCase()],
    ['a very long name', () => 'x'.repeat(9000)],
  ])('[N3] %s in an address leads nowhere, at both doors', async (_name, draft) => {
    const knocked = await new Intruder(here.agent, { draft: draft() }).ends();
    expect([close.noSuchDraft, 404, 431]).toContain(knocked);
    const asked = await here.agent.fetch(`/api/drafts/${draft()}`);
    expect([404, 431]).toContain(asked.status);
  });
});
