/** What a house takes: how many sockets, how late it may run, how costly an edit may be, and how long it waits for company. */
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { block, paragraph } from '@gloss/shared/text/fixture';
import { close } from '@gloss/shared/wire/close';
import { writeUpdate } from '@gloss/shared/wire/frames';
import { statusOf } from '@gloss/shared/words/thread';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { changedEnv } from '../fuzz/other-code.ts';
import type { House, HouseOptions } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder } from '../stage/intruder.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';
import { unnoticedBy } from '../stage/witnesses.ts';

const houses: House[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

/** A house with two editors in it, who have two sockets each. */
async function houseOfTwo(options: HouseOptions = {}): Promise<[House, Person, Person]> {
  const house = await openHouse(options);
  houses.push(house);
  return [house, await house.enter('Ada', 'editor'), await house.enter('Ben', 'editor')];
}

/** @returns what becomes of one more socket of somebody's: the document, a close code, or an HTTP status. */
async function knock(person: Person): Promise<'answered' | number> {
  const socket = new Intruder(person.agent, { draft: person.draft });
  const outcome = await Promise.race([socket.ends(), socket.answered()]);
  socket.leaves();
  return outcome;
}

test('[N4] a full house turns the next one away, until somebody leaves', async () => {
  const [house, ada, ben] = await houseOfTwo({ env: { LIMIT_SOCKETS: '5' } });
  const fifth = await new Intruder(ada.agent, { draft: house.draft }).knocked();
  expect(fifth.isOpen).toBe(true);
  await unnoticedBy([ada, ben], async () => {
    for (const each of [ada, ben]) expect(await knock(each)).toBe(503);
    // A stranger learns no more than that there is no room.
    expect(await new Intruder(house.stranger(), { draft: house.draft }).ends()).toBe(503);
  });
  fifth.leaves();
  await until('there is room again', async () => (await knock(ada)) === 'answered');
  expect(await new Intruder(house.stranger(), { draft: house.draft }).ends()).toBe(close.signIn);
});

/** The house stands still again and again, as on a machine that is overloaded; somebody knocks each time. */
async function knocksWhileLate(house: House, person: Person): Promise<'answered' | number> {
  const from = performance.now();
  house.holds();
  const outcome = knock(person);
  await until('it stood still for a while', () => performance.now() - from > 300);
  house.goesOn();
  return outcome;
}

test('[N4] a house that runs behind lets nobody in, goes on for those who are in, and then lets in again', async () => {
  const [house, ada, ben] = await houseOfTwo({ env: { LIMIT_LAG_MS: '60' } });
  await until('somebody is asked to come later', async () => {
    const outcome = await knocksWhileLate(house, ada);
    expect(['answered', 503]).toContain(outcome);
    return outcome === 503;
  });
  ada.types('Late. ');
  await Promise.all([ada.untilSaved(), ben.sees('Late. ')]);
  await until('it keeps up again', async () => (await knock(ben)) === 'answered');
});

test('[N4] without these limits nobody is turned away', async () => {
  const [house, ada] = await houseOfTwo({ env: { LIMIT_SOCKETS: '0', LIMIT_LAG_MS: '0' } });
  for (let round = 0; round < 6; round += 1)
    expect(await knocksWhileLate(house, ada)).toBe('answered');
});

/** A long text pasted at once: some ten thousand parts, each of which costs the server microseconds. */
function pasted(): Uint8Array {
  const doc = new Y.Doc();
  fillBody(doc, block('doc', ...Array.from({ length: 2500 }, (_, at) => paragraph(`Line ${at}.`))));
  return writeUpdate(Y.encodeStateAsUpdate(doc));
}

test.each([
  {
    limit: '1',
    what: 'are paid for before more is read, and others are read at once',
    taken: 1,
  },
  { limit: '0', what: 'cost nothing more where there is no limit', taken: 2 },
])('[N2] frames that take long $what', async ({ limit, taken }) => {
  const [house, ada, ben] = await houseOfTwo({ env: { LIMIT_WORK_MS_PER_SECOND: limit } });
  const mallory = await house.enter('Mallory', 'editor');
  const socket = await new Intruder(mallory.agent, { draft: house.draft }).knocked();
  socket.socket.send(pasted());
  await until('the text is taken', () => socket.acknowledged === 1);
  await ben.sees('Line 2499.');
  socket.socket.send(writeUpdate(Uint8Array.of(0, 0)));
  // What others write afterwards is read, told and acknowledged, each of it in its order.
  for (const words of ['One. ', 'Two. ', 'Three. ']) {
    ada.types(words);
    await Promise.all([ada.untilSaved(), ben.sees(words)]);
  }
  expect(socket.acknowledged).toBe(taken);
  expect(bodyOf(ben.text).length).toBeGreaterThan(2500);
  socket.leaves();
});

const token = 'metrics-token-under-test';

/** @returns how many batches wait for the next commit. */
async function waitingIn(house: House): Promise<number> {
  const response = await fetch(new URL('/metrics', house.url), {
    headers: { authorization: `Bearer ${token}` },
  });
  return Number(/^gloss_journal_waiting_batches (\d+)$/m.exec(await response.text())?.[1]);
}

/** So thick and fast that the journal gathers them (journal/gathering.ts). */
function typesThick(person: Person): void {
  for (let letter = 0; letter < 60; letter += 1) person.types('x');
}

test('[E10] edits that come thick and fast are on disk soon, also when nothing follows them', async () => {
  const [, ada] = await houseOfTwo();
  for (let round = 0; round < 3; round += 1) {
    typesThick(ada);
    await ada.untilSaved();
  }
});

test('[E10] they wait for company, less where more people listen; an act waits for none and takes them along', async () => {
  // Where a moment lasts for minutes, waiting is a fact that can be looked at; and a few people are an audience.
  const env = changedEnv({
    module: 'journal/gathering.ts',
    from: '56 - audience / 25',
    to: '(56 - audience * 6) * 10_000',
  });
  const [house, ada, ben] = await houseOfTwo({
    env: { ...env, METRICS_TOKEN: token },
  });
  ben.types('Care begins at home. ');
  await ada.sees('at home');

  typesThick(ada);
  await until('some of them wait', async () => {
    const before = await waitingIn(house);
    return before > 0 && (await waitingIn(house)) === before;
  });
  expect(ada.isSaved).toBe(false);
  await ben.annotates('Care begins', 'Does it?');
  await ada.untilSaved();

  const listeners = Array.from({ length: 8 }, (_, at) => house.enter(`Listener ${at}`, 'reader'));
  await Promise.all(listeners);
  typesThick(ada);
  await ada.untilSaved();
});

test('[E10] they wait no longer where they are to be told often enough in all', async () => {
  const env = changedEnv(
    { module: 'journal/gathering.ts', from: '56 - audience / 25', to: '600_000' },
    { module: 'journal/gathering.ts', from: 'enoughTold = 6_000', to: 'enoughTold = 2' },
  );
  const [, ada] = await houseOfTwo({ env });
  for (let round = 0; round < 3; round += 1) {
    typesThick(ada);
    await ada.untilSaved();
  }
});

test('[D3] where as much is said about a draft as there is room for, no more is, all can be decided, and the text goes on', async () => {
  const from = 'docketBytes = 64 * 1024 * 1024';
  const env = changedEnv({ module: 'wire/limits.ts', from, to: 'docketBytes = 64 * 1024' });
  const [house, ada] = await houseOfTwo({ env });
  await ada.types('Care begins at home. ').untilSaved();
  const rev = await house.enter('Rev', 'reviewer');
  const { id } = await rev.annotates('Care begins', 'Does it?');
  const body = 'So much to say. '.repeat(500);
  let answer = await rev.asks({ act: 'reply', thread: id, body });
  for (let said = 1; answer.status === 200 && said < 50; said += 1)
    answer = await rev.asks({ act: 'reply', thread: id, body });
  expect(answer).toMatchObject({ status: 409, body: { refusal: { code: 'docket-full' } } });
  const lead = await house.enter('Lia', 'lead');
  const decided = await lead.asks({ act: 'decide', thread: id, as: 'noted', reason: 'Enough.' });
  expect(decided.status).toBe(200);
  await ada.types('And it stays there. ').untilSaved();
  await house.crash();
  await house.reopen();
  const late = await house.enter('Late', 'reader');
  expect(late.threads().map(statusOf)).toEqual(['decided']);
});
