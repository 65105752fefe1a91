/**
 * Whoever is shut out while something of theirs is under way: a request that has begun, a socket that reads slowly or says
 * nothing, a session that runs out. What was allowed when it began is not allowed when it ends.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { paths } from '@gloss/shared/wire/api';
import { close } from '@gloss/shared/wire/close';
import { writeStep1 } from '@gloss/shared/wire/frames';
import { DraftCard } from '@gloss/shared/words/draft';
import type { Role } from '@gloss/shared/words/role';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { changedEnv } from '../fuzz/other-code.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { Intruder, maskedFrame, rawSocket } from '../stage/intruder.ts';
import { lateForm, lateJson, lateRequest } from '../stage/late-request.ts';
import type { LateBody } from '../stage/late-request.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
let newcomers = 0;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.close());

function newcomer(role: Role): Promise<Person> {
  newcomers += 1;
  return house.enter(`Newcomer ${newcomers}`, role);
}

const becomes = (role: Role | null) => async (person: Person) => {
  const change = paths.participant(house.draft, person.account);
  expect((await house.lead.post(change, { role })).status).toBe(200);
};

const signsOut = async ({ agent }: Person, as: string) => {
  const left = await agent.post(paths.leave, {}, { cookie: as });
  expect(left.status).toBe(200);
};

/** Less than any other end of a silent socket takes: a close that is not answered, the round of questions. */
const soonMs = 4000;

describe('a request that had begun', () => {
  const annotates = () =>
    lateJson(paths.acts(house.draft), {
      id: randomUUID(),
      act: { act: 'annotate', body: 'Too late', type: 'general', labels: [] },
    });
  const appointsAFriend = () =>
    lateJson(paths.participants(house.draft), {
      name: 'A friend',
      email: 'friend@example.org',
      organisation: '',
      role: 'lead',
    });
  const bringsAFile = async () => {
    const form = new FormData();
    form.set('epoch', '1');
    form.set('file', new Blob(['# Too late']), 'late.md');
    return lateForm(paths.revision(house.draft), form);
  };
  const beginsADraft = () => lateJson(paths.drafts, { title: 'Too late' });
  const beginsADraftFromAFile = async () => {
    const form = new FormData();
    form.set('file', new Blob(['# Too late']), 'late.md');
    return lateForm(paths.drafts, form);
  };

  test.each<
    [
      string,
      Role,
      () => LateBody | Promise<LateBody>,
      (person: Person, as: string) => unknown,
      number,
    ]
  >([
    ['an annotation, of somebody removed', 'editor', annotates, becomes(null), 404],
    ['an annotation, of a reader by now', 'editor', annotates, becomes('reader'), 403],
    ['an annotation, of somebody signed out', 'editor', annotates, signsOut, 401],
    ['an appointment, by a lead who was removed', 'lead', appointsAFriend, becomes(null), 404],
    ['an appointment, by an editor by now', 'lead', appointsAFriend, becomes('editor'), 403],
    ['a revised text, of somebody removed', 'editor', bringsAFile, becomes(null), 404],
    ['a revised text, of a reviewer by now', 'editor', bringsAFile, becomes('reviewer'), 403],
    ['a new draft, of nobody’s lead any more', 'lead', beginsADraft, becomes('editor'), 403],
    ['one from a file, of the same', 'lead', beginsADraftFromAFile, becomes('editor'), 403],
    ['one from a file, of somebody signed out', 'lead', beginsADraftFromAFile, signsOut, 401],
  ])('[R6] %s, is refused when it ends', async (_what, role, body, shut, status) => {
    const person = await newcomer(role);
    const ends = await lateRequest(person.agent, await body());
    await shut(person, person.agent.cookie);
    expect(await ends()).toBe(status);
    const card = DraftCard.parse((await house.lead.get(paths.draft(house.draft))).body);
    expect(card.participants.map(({ name }) => name)).not.toContain('A friend');
    expect(JSON.stringify((await house.lead.get(paths.drafts)).body)).not.toContain('Too late');
    const reader = await newcomer('reader');
    expect(reader.reads()).not.toContain('Too late');
    expect(JSON.stringify(reader.threads())).not.toContain('Too late');
  });

  test('of somebody who stays is done when it ends', async () => {
    const ada = await newcomer('editor');
    for (const body of [annotates(), await bringsAFile()]) {
      const ends = await lateRequest(ada.agent, body);
      expect(await ends()).toBe(200);
    }
    const reader = await newcomer('reader');
    expect(reader.reads()).toContain('Too late');
  });
});

describe('a socket', () => {
  test.each<[string, (person: Person, as: string) => unknown, number]>([
    ['removed', becomes(null), close.notAllowed],
    ['made a reviewer', becomes('reviewer'), close.notAllowed],
    ['signed out', signsOut, close.signIn],
  ])('[R6] of an editor who only listens and is %s ends at once', async (_how, shut, code) => {
    const person = await newcomer('editor');
    const socket = new Intruder(person.agent, { draft: house.draft });
    await socket.answered();
    await shut(person, person.agent.cookie);
    await until('it is ended', () => socket.endedWith, soonMs);
    expect(socket.endedWith).toBe(code);
  });
});

describe('in a house that looks more often', () => {
  let hasty: House;

  beforeAll(async () => {
    const change = (from: string, to: string) => ({ module: 'wire/limits.ts', from, to });
    hasty = await openHouse({
      env: changedEnv(change('pingEveryMs = 25_000', 'pingEveryMs = 1000')),
    });
  });

  afterAll(() => hasty.close());

  test('[R6] a removed person who reads slowly hears nothing of what is written afterwards', async () => {
    const ada = await hasty.enter('Eda', 'editor');
    // Together more than lies between two sockets, so that some of it waits in the server.
    for (let each = 0; each < 12; each++)
      await ada.writes('A long text. '.repeat(80_000)).untilSaved();
    const { agent, account } = await hasty.enter('Sam', 'reader');
    const line = await rawSocket(agent, { draft: hasty.draft });
    const heard: Buffer[] = [];
    line.on('data', (bytes: Buffer) => heard.push(bytes));
    line.once('data', () => line.pause());
    line.write(maskedFrame(0x82, writeStep1(Uint8Array.of(0))));
    await until('the text begins to come', () => heard.length > 0);
    await ada.writes('Before it. ').untilSaved();
    const removed = await hasty.lead.post(paths.participant(hasty.draft, account), { role: null });
    expect(removed.status).toBe(200);
    await ada.writes('After it. ').untilSaved();
    line.resume();
    const hasEnded = () => Buffer.concat(heard.slice(-2)).includes('notAllowed');
    await until('it is told to go, or cut off', () => hasEnded() || line.destroyed);
    line.destroy();
    const all = Buffer.concat(heard);
    expect(all.length).toBeGreaterThan(1_000_000);
    expect(all.includes('After it')).toBe(false);
  });

  test('[R6] a session that has run out ends its sockets', async () => {
    const person = await hasty.enter('Ada', 'editor');
    const socket = new Intruder(person.agent, { draft: hasty.draft });
    await socket.answered();
    const file = new DatabaseSync(join(hasty.dataDir, 'gloss.sqlite'), { timeout: 5000 });
    file
      .prepare('update session set "expiresAt" = ? where "userId" = ?')
      .run(new Date(0).toISOString(), person.account);
    file.close();
    expect(await socket.ends()).toBe(close.signIn);
  });

  test('[N2] a line that no longer answers is given up after two questions', async () => {
    const { agent } = await hasty.enter('Ben', 'editor');
    const line = await rawSocket(agent, { draft: hasty.draft });
    line.write(maskedFrame(0x82, writeStep1(Uint8Array.of(0))));
    line.resume();
    await until('it is given up', () => line.destroyed || line.readableEnded);
  });
});
