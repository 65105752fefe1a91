/** Acts over HTTP: once is once, whatever the network does, and every refusal says why. */
import { randomUUID } from 'node:crypto';

import { paths } from '@gloss/shared/wire/api';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
let ed: Person;
let rev: Person;

beforeAll(async () => {
  house = await openHouse();
  ed = await house.enter('Ed', 'editor');
  rev = await house.enter('Rev', 'reviewer');
  await ed.writes('Staff need training before tools arrive, not after.').untilSaved();
  await rev.sees('training before tools');
});
afterAll(() => house.close());

test('[A1] the same act sent again changes nothing and gets the same answer, also after a crash', async () => {
  const id = randomUUID();
  const act = {
    act: 'annotate',
    selected: rev.selects('training'),
    body: 'By whom?',
    type: 'general',
    labels: [],
  } as const;
  const first = await rev.asks({ ...act, labels: [] }, id);
  expect(first.status).toBe(200);
  expect(await rev.asks({ ...act, labels: [] }, id)).toEqual(first);
  const [again, atOnce] = await Promise.all([
    rev.asks({ ...act, labels: [] }, id),
    rev.asks({ ...act, labels: [] }, id),
  ]);
  expect(again).toEqual(first);
  expect(atOnce).toEqual(first);
  await house.crash();
  await house.reopen();
  expect(await rev.asks({ ...act, labels: [] }, id)).toEqual(first);
  const fresh = await house.enter('Fresh', 'reader');
  expect(fresh.threads().filter((thread) => thread.opening.body === 'By whom?')).toHaveLength(1);
});

test('[A2] an act id of somebody else is refused and reveals nothing', async () => {
  const id = randomUUID();
  await rev.asks({ act: 'annotate', body: 'Mine.', type: 'general', labels: [] }, id);
  const stolen = await ed.asks(
    { act: 'annotate', body: 'Theirs.', type: 'general', labels: [] },
    id,
  );
  expect(stolen).toMatchObject({ status: 409, body: { refusal: { code: 'act-id-taken' } } });
});

test('[A3] two people annotating at once get numbers of their own, in order of arrival', async () => {
  const asked = Array.from({ length: 20 }, (_, at) =>
    (at % 2 === 0 ? ed : rev).asks({
      act: 'annotate',
      body: `Point ${at}`,
      type: 'general',
      labels: [],
    }),
  );
  const numbers = (await Promise.all(asked)).map(({ body }) => (body as { number: number }).number);
  expect(new Set(numbers).size).toBe(20);
});

test('[A4] bad input gets a clear answer and changes nothing', async () => {
  const before = rev.threads().length;
  const at = paths.acts(house.draft);
  const bad: [unknown, number, string][] = [
    [{}, 400, 'malformed'],
    [
      { id: 'short', act: { act: 'annotate', body: 'x', type: 'general', labels: [] } },
      400,
      'malformed',
    ],
    [
      { id: randomUUID(), act: { act: 'annotate', body: '   ', type: 'general', labels: [] } },
      400,
      'malformed',
    ],
    [{ id: randomUUID(), act: { act: 'launch', body: 'x' } }, 400, 'malformed'],
    [
      { id: randomUUID(), act: { act: 'reply', thread: 'no-such-thread', body: 'x' } },
      404,
      'no-such-thread',
    ],
    [
      {
        id: randomUUID(),
        act: { act: 'annotate', body: 'x'.repeat(400_000), type: 'general', labels: [] },
      },
      413,
      'too-large',
    ],
  ];
  for (const [body, status, code] of bad) {
    expect(await rev.agent.post(at, body)).toMatchObject({ status, body: { refusal: { code } } });
  }
  const notJson = await rev.agent.fetch(at, {
    method: 'POST',
    body: 'not json',
    headers: { 'content-type': 'application/json' },
  });
  expect(notJson.status).toBe(400);
  expect(rev.threads()).toHaveLength(before);
});

test('[A5] an act from another site is refused', async () => {
  const act = {
    id: randomUUID(),
    act: { act: 'annotate', body: 'x', type: 'general', labels: [] },
  };
  for (const origin of [
    'https://evil.test',
    'null',
    `${house.url}.evil.test`,
    house.url.replace('http', 'https'),
  ]) {
    const answer = await rev.agent.post(paths.acts(house.draft), act, { origin });
    expect(answer).toMatchObject({ status: 403, body: { refusal: { code: 'foreign-origin' } } });
  }
});

test('[T6] an accepted proposal changes the text and the thread in one step', async () => {
  await ed.writes('Providers will publish summaries.').untilSaved();
  await rev.sees('publish summaries');
  const propose = {
    selected: rev.selects('publish summaries'),
    wording: 'publish plain summaries within 30 days',
    body: '',
    type: 'editorial',
    labels: [],
  } as const;
  const proposed = await rev.asks({ act: 'propose', ...propose, labels: [] });
  expect(proposed.status).toBe(200);
  const { thread } = proposed.body as { thread: string };
  const lead = await house.enter('Deciding lead', 'lead');
  const id = lead.threads().find((each) => each.id === thread)?.id;
  if (id === undefined) throw new Error('the lead does not see the proposal');
  const decided = await lead.asks({
    act: 'decide',
    thread: id,
    as: 'accepted',
    reason: 'Clearer.',
  });
  expect(decided.status).toBe(200);
  await rev.sees('Providers will publish plain summaries within 30 days.');
  const after = await until('the decision arrives', () =>
    rev.threads().find((each) => each.id === id && each.disposition),
  );
  expect(after.proposal?.applied).toMatchObject({
    wording: 'publish plain summaries within 30 days',
  });
  expect(after.anchor?.state.is).toBe('anchored');
});

test('[T6] words with half a character in them are the same for the server and for who reads them', async () => {
  await ed.writes('Say it with a picture.').untilSaved();
  await rev.sees('with a picture');
  const selected = rev.selects('a picture');
  const proposed = await rev.asks({
    act: 'propose',
    selected,
    wording: 'a smile \ud83d here',
    body: 'Half \ude00.',
    type: 'editorial',
    labels: ['\ud83d'],
  });
  expect(proposed.status).toBe(200);
  const { number } = proposed.body as { number: number };
  const lead = await house.enter('A careful lead', 'lead');
  const { id, ...thread } = lead.threads().find((each) => each.number === number)!;
  expect(thread).toMatchObject({
    proposal: { wording: 'a smile \ufffd here' },
    opening: { body: 'Half \ufffd.' },
    labels: ['\ufffd'],
  });
  // The server compares what a lead has read with what it keeps.
  const wording = 'a smile \ufffd here';
  const accept = { act: 'decide', thread: id, as: 'accepted', reason: 'Nice.', wording } as const;
  expect(await lead.asks(accept)).toMatchObject({ status: 200 });
  await rev.sees('Say it with a smile \ufffd here.');
});

test('[T10] a thread outlives its words, and says so; when the words come back, so does the anchor', async () => {
  await ed.writes('This sentence will be gone in a moment and then return.').untilSaved();
  await rev.sees('then return');
  const thread = await rev.annotates('gone in a moment', 'Really?');
  const runs = ed.runs();
  const run = runs.at(-1);
  if (run === undefined) throw new Error('the text has a last run');
  const words = run.toString();
  run.delete(0, run.length);
  await until('the thread is orphaned', () =>
    rev.threads().some((each) => each.id === thread.id && each.anchor?.state.is === 'orphaned'),
  );
  run.insert(0, words);
  await until('the thread is anchored again', () =>
    rev.threads().some((each) => each.id === thread.id && each.anchor?.state.is === 'anchored'),
  );
  const history = rev
    .threads()
    .find((each) => each.id === thread.id)
    ?.history.map(({ did }) => did);
  expect(history).toEqual(['annotated', 'orphaned', 'found-again']);
});

test('[D3] whoever rewords without end writes what they type and no more, until the thread is full; all they said stays', async () => {
  const { id, opening } = await rev.annotates('training', 'First.');
  const sizes: number[] = [];
  const onUpdate = (update: Uint8Array) => sizes.push(update.length);
  rev.docket.on('update', onUpdate);
  const typed: string[] = [];
  let refused: unknown;
  while (refused === undefined && typed.length < 100) {
    const body = `${typed.length} `.padEnd(10_000, '語');
    const answer = await rev.asks({ act: 'reword', thread: id, message: opening.id, body });
    if (answer.status === 200) typed.push(body);
    else refused = answer;
  }
  expect(refused).toMatchObject({
    status: 409,
    body: { refusal: { code: 'thread-full', sentence: expect.stringContaining('another thread') } },
  });
  expect(typed.length).toBeGreaterThan(40);
  const mine = () => rev.threads().find((thread) => thread.id === id)!;
  await until('the last words are there', () => mine().opening.body === typed.at(-1));
  rev.docket.off('update', onUpdate);
  // As they are now, as they were in the message, and once in the history; three bytes a character.
  expect(Math.max(...sizes)).toBeLessThan(3 * 30_000 + 2_000);
  expect(mine().opening.before.map(({ body }) => body)).toEqual([
    opening.body,
    ...typed.slice(0, -1),
  ]);
  // One more message may have room where one more rewording, which keeps the former one, has none.
  await rev.asks({ act: 'reply', thread: id, body: typed[0]! });
  expect(await rev.asks({ act: 'reply', thread: id, body: typed[1]! })).toMatchObject({
    status: 409,
    body: { refusal: { code: 'thread-full' } },
  });
  const gone = await rev.asks({
    act: 'withdraw',
    thread: id,
    message: opening.id,
    reason: 'Too long.',
  });
  expect(gone.status).toBe(200);
  const fresh = await house.enter('Late', 'reader');
  const read = fresh.threads().find((thread) => thread.id === id)!;
  expect(read.opening.before.map(({ body }) => body)).toEqual([opening.body, ...typed]);
  fresh.leaves();
});
