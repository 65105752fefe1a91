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
