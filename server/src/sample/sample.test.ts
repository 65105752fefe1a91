import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readThreads } from '@gloss/shared/rules/docket';
import { countWords, toPlain } from '@gloss/shared/text/plain';
import { decisions } from '@gloss/shared/words/disposition';
import { statusOf } from '@gloss/shared/words/thread';
import type { Thread } from '@gloss/shared/words/thread';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { docketOf } from '../journal/document.ts';
import { openMemoryJournal } from '../journal/memory-journal.ts';
import { silentLog } from '../log/log.ts';
import type { People } from '../people/people.ts';
import { openPeople } from '../people/people.ts';
import { stateOf } from '../room/kept-document.ts';
import type { Rooms } from '../room/rooms.ts';
import { openRooms } from '../room/rooms.ts';
import { sampleAccounts, sampleHost } from './accounts.ts';
import { makeSample } from './sample.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'gloss-sample-'));
const now = () => Date.UTC(2026, 10, 22, 8);
let people: People;
let rooms: Rooms;
let threads: Thread[];
let madeAgain: boolean;

beforeAll(async () => {
  const baseUrl = new URL('http://localhost:4310');
  people = await openPeople({ dataDir, baseUrl, now, complain: (why) => expect.fail(why) });
  const fail = (error: unknown) => expect.fail(String(error));
  const world = { people, journal: await openMemoryJournal(), log: silentLog, now, fail };
  expect(await makeSample(world)).toBe(true);
  madeAgain = await makeSample(world);
  rooms = openRooms(world);
  threads = readThreads(stateOf(await world.journal.read(docketOf(await draft()))));
});

afterAll(async () => {
  await rooms.close();
  await people.close();
  rmSync(dataDir, { recursive: true });
});

test('the sample is made once', () => {
  expect(madeAgain).toBe(false);
});

test('each role is there, with a host of its own', async () => {
  const accounts = await people.accounts();
  const hosts = accounts.map(({ email }) => sampleHost(email));
  expect(hosts).toEqual(sampleAccounts.map(({ speaker }) => `${speaker}.localhost`));
  const roles = (await people.participants(await draft())).map(({ role }) => role);
  expect(roles.toSorted()).toEqual(['editor', 'editor', 'lead', 'reader', 'reviewer']);
});

test('the draft has the length of a real one, and is in review', async () => {
  const content = await rooms.content(await draft());
  expect(countWords(toPlain(content))).toBeGreaterThan(3000);
  expect((await people.draftRow(await draft()))?.status).toBe('in-review');
});

test('every state of a thread and of an anchor is shown', () => {
  expect(threads.length).toBeGreaterThanOrEqual(15);
  expect(new Set(threads.map(statusOf))).toEqual(
    new Set(['open', 'decided', 'confirmed', 'contested']),
  );
  expect(new Set(threads.map(({ disposition }) => disposition?.as))).toEqual(
    new Set([undefined, ...decisions, 'withdrawn']),
  );
  expect(new Set(threads.map(({ anchor }) => anchor?.state.is))).toEqual(
    new Set([undefined, 'anchored', 'edited', 'moved', 'orphaned']),
  );
  const open = threads.filter((thread) => statusOf(thread) === 'open');
  expect(open.some(({ proposal }) => proposal)).toBe(true);
  expect(open.some(({ history }) => history.some(({ did }) => did === 'reopened'))).toBe(true);
  expect(threads.filter(({ proposal }) => proposal?.applied)).toHaveLength(2);
  expect(threads.some(({ replies }) => replies.some(({ mentions }) => mentions.length > 0))).toBe(
    true,
  );
});

test('everything was said before today, each thread in order', () => {
  for (const { history } of threads) {
    const instants = history.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((one, other) => one - other));
    expect(instants.at(-1)).toBeLessThan(now());
  }
});

async function draft() {
  const [lead] = await people.accounts();
  const [first] = lead ? await people.draftsOf(lead.id) : [];
  if (!first) throw new Error('there is no sample draft');
  return first.id;
}
