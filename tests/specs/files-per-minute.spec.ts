/** Whole documents, in and out: so many a minute of each person. One more is refused with a sentence and changes nothing. */
import { paths } from '@gloss/shared/wire/api';
import { DraftCard } from '@gloss/shared/words/draft';
import { refusalSentences } from '@gloss/shared/words/refusal';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Agent, Answer } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';

/** So few that a permit takes half a minute to grow back. */
const perMinute = 2;

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { LIMIT_FILES_PER_MINUTE: String(perMinute) } });
});
afterAll(() => house.close());

type Brings = (agent: Agent) => Promise<Answer>;

const imports: Brings = (agent) => agent.upload(paths.drafts, 'a.md', '# Brought in\n\nWords.');

const revises: Brings = async (agent) => {
  const { epoch, title } = await cardFor(agent);
  const form = new FormData();
  form.set('epoch', String(epoch));
  form.set('file', new Blob([`# ${title}\n\nRevised: ${crypto.randomUUID()}.`]), 'a.md');
  const response = await agent.fetch(paths.revision(house.draft), { method: 'POST', body: form });
  return { status: response.status, body: JSON.parse(await response.text()) as unknown };
};

const takes =
  (path: () => string): Brings =>
  (agent) =>
    agent.get(path());

const ways: [string, Brings][] = [
  ['an import', imports],
  ['a revision', revises],
  ['a download as Markdown', takes(() => paths.download(house.draft, 'md'))],
  ['a download as a page', takes(() => paths.download(house.draft, 'html'))],
  ['a download of the record', takes(() => paths.recordFile(house.draft))],
];

test.each(ways)(
  '[N2] %s: the one after the last of a minute is refused and changes nothing, and so is every other file',
  async (way, brings) => {
    const { agent } = await house.enter(`Lead of ${way}`, 'lead');
    const reader = await house.enter(`Reader of ${way}`, 'reader');
    for (let nth = 0; nth < perMinute; nth += 1) expect((await brings(agent)).status).toBe(200);
    // The text as it is by now has come, for nobody writes.
    const there = await thingsFor(agent);
    const read = reader.reads();
    const sentence = refusalSentences['too-many'];
    for (const [, bringsOther] of [[way, brings] as const, ...ways])
      expect(await bringsOther(agent)).toEqual({
        status: 429,
        body: { refusal: { code: 'too-many', sentence } },
      });
    expect(await thingsFor(agent)).toEqual(there);
    expect(reader.reads()).toBe(read);
  },
);

test('[N2] others have their own count, and what is no file is not counted', async () => {
  const [one, other] = await Promise.all([
    house.enter('One', 'lead'),
    house.enter('Other', 'lead'),
  ]);
  for (const status of [200, 200, 429]) expect((await imports(one.agent)).status).toBe(status);
  expect((await imports(other.agent)).status).toBe(200);
  const empty = await one.agent.post(paths.drafts, { title: 'An empty draft' });
  expect(empty.status).toBe(200);
  await one.types('Words of one. ').untilSaved();
  await other.sees('Words of one. ');
});

test('[N2] who is refused is told when to come back', async () => {
  const { agent } = await house.enter('Hasty', 'reader');
  const path = paths.download(house.draft, 'md');
  for (let nth = 0; nth < perMinute; nth += 1) expect((await agent.get(path)).status).toBe(200);
  const response = await agent.fetch(path);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
});

async function cardFor(agent: Agent): Promise<DraftCard> {
  return DraftCard.parse((await agent.get(paths.draft(house.draft))).body);
}

/** What a file could change, besides the text: which drafts there are, and what is on record. */
async function thingsFor(agent: Agent) {
  const record = await house.lead.get(`${paths.record(house.draft)}?limit=200`);
  return { drafts: await agent.get(paths.drafts), record };
}
