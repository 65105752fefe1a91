/** A revised file over a draft: what stays keeps its place, people go on writing, and what is no text changes nothing. */
import { paths, Revised } from '@gloss/shared/wire/api';
import { importBytes } from '@gloss/shared/wire/limits';
import { DraftCard, DraftSummary } from '@gloss/shared/words/draft';
import type { DraftId } from '@gloss/shared/words/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Agent, Answer } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import { until } from '../stage/until.ts';

const before = [
  '# A plan',
  'Agencies keep an inventory of all the software that they own, and say who answers for it.',
  'The pilot ends after a year.',
  '- Discovery of what there is\n- Review of what it cost',
  '| who | what |\n|---|---|\n| the policy office | measures the pilot |',
  'Source code that the public has paid for is open to the public.',
].join('\n\n');

const after = [
  '# A plan for all',
  'Something new on top.',
  'Each agency shall keep an inventory of all the software that it owns, and say who answers for it.',
  '1. Discovery of what there is\n2. Training of teams\n3. Review of what it cost',
  '| who | what | when |\n|---|---|---|\n| the teams | train | now |\n| the policy office | measures the pilot | later |',
  'Source code that the public has paid for is open to the public.',
].join('\n\n');

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('[I4] what stays keeps its threads, what changed says so, what is gone is kept in sight', async () => {
  const draft = await draftOf(before);
  const ada = await house.enter('Ada', 'reviewer', draft);
  const said = [
    'inventory of all the software',
    'Agencies keep an inventory',
    'The pilot ends after a year.',
    'Discovery of what there is',
    'the policy office',
    'open to the public',
  ];
  for (const words of said) await ada.annotates(words, `About “${words}”`);
  const revised = await bringsIn(house.lead, draft, after);
  expect(revised.isChanged).toBe(true);
  expect(revised.threads).toMatchObject({ lost: 1, toConfirm: 0, edited: 1 });
  await ada.sees('Something new on top.');
  await until('each thread says where its words are now', () => {
    const states = ada.threads().map(({ anchor }) => anchor?.state.is);
    expect(states).toEqual(['anchored', 'edited', 'orphaned', 'anchored', 'anchored', 'anchored']);
    return true;
  });
});

test('[I4] a list that a revised file begins with a number of its own can be edited afterwards', async () => {
  const draft = await draftOf(before);
  await bringsIn(house.lead, draft, `${before}\n\n1000001. A list of laws\n2. And another law`);
  const ivy = await house.enter('Ivy', 'editor', draft);
  await ivy.types(', and one more').untilSaved();
  const markdown = await (await house.lead.fetch(paths.download(draft, 'md'))).text();
  expect(markdown).toMatch(/^1000001\. And another law, and one more$/m);
});

test('[I4] the same file again changes nothing and leaves no row in the record', async () => {
  const draft = await draftOf(before);
  expect((await bringsIn(house.lead, draft, after)).isChanged).toBe(true);
  expect((await bringsIn(house.lead, draft, after)).isChanged).toBe(false);
  const { body } = await house.lead.get(paths.record(draft));
  const { rows } = body as { rows: { did: string; by: { name: string } }[] };
  expect(rows.filter(({ did }) => did === 'revised').map(({ by }) => by.name)).toEqual(['Lea']);
});

test('[I4] a revised text is on disk when it is answered, its threads with it', async () => {
  const draft = await draftOf(before);
  const cy = await house.enter('Cy', 'reviewer', draft);
  await cy.annotates('The pilot ends after a year.', 'Two years?');
  await bringsIn(house.lead, draft, after);
  await house.crash();
  await house.reopen();
  const eve = await house.enter('Eve', 'reader', draft);
  expect(eve.reads()).toContain('Something new on top.');
  expect(eve.threads()[0]?.anchor?.state.is).toBe('orphaned');
});

test('[I4] [T10] an older export brought in again brings back the words that were lost, and their threads are on them', async () => {
  const draft = await draftOf(before);
  const orla = await house.enter('Orla', 'reviewer', draft);
  const said = [
    'Agencies keep an inventory',
    'The pilot ends after a year.',
    'who answers for it.',
    'Discovery of what there is',
    'open to the public',
  ];
  for (const words of said) await orla.annotates(words, `About “${words}”`);
  const older = await (await house.lead.fetch(paths.download(draft, 'md'))).text();
  const rewritten = '# Another plan\n\nNothing of what was said stands here any more, not a word.';
  const { threads } = await bringsIn(house.lead, draft, rewritten);
  expect(threads.lost).toBe(said.length);
  expect(await bringsIn(house.lead, draft, older)).toMatchObject({
    threads: { found: said.length, lost: 0, toConfirm: 0 },
  });
  await until('every thread is on its words again', () => {
    expect(orla.threads().map(({ anchor }) => anchor?.state)).toEqual(
      said.map(() => ({ is: 'anchored' })),
    );
    return true;
  });
  expect(orla.reads()).toContain('The pilot ends after a year.');
});

test('[I4] [T10] an older export brings back the words at the ends of a passage; of few that fill a cell it asks', async () => {
  const draft = await draftOf(before);
  const pia = await house.enter('Pia', 'reviewer', draft);
  const said = ['Agencies keep an inventory', 'who answers for it.', 'the policy office'];
  for (const words of said) await pia.annotates(words, `About “${words}”`);
  const older = await (await house.lead.fetch(paths.download(draft, 'md'))).text();
  const revised =
    'Every house shall keep an inventory of all the software that they own, and say who answers for all of that.';
  const { threads } = await bringsIn(house.lead, draft, `# A plan\n\n${revised}`);
  expect(threads).toMatchObject({ edited: 2, lost: 1 });
  await bringsIn(house.lead, draft, older);
  await until('two threads are on their words, and of one a person is asked', () => {
    expect(pia.threads().map(({ anchor }) => anchor?.state)).toEqual([
      { is: 'anchored' },
      { is: 'anchored' },
      { is: 'moved', confirm: true, reads: 'the policy office' },
    ]);
    return true;
  });
});

test('[I2] a wrong, empty or oversized file gets a sentence and changes nothing', async () => {
  const draft = await draftOf(before);
  const there = await house.lead.get(paths.download(draft, 'md'));
  const refused: [string, string | Uint8Array<ArrayBuffer>, number, string][] = [
    ['empty.md', '', 400, 'file-empty'],
    ['blank.md', ' \n\n ', 400, 'file-empty'],
    ['report.docx', 'PK\u0003\u0004', 400, 'file-unreadable'],
    ['long.md', 'word '.repeat(importBytes / 5 + 1000), 413, 'too-large'],
  ];
  for (const [name, content, status, code] of refused) {
    const answer = await sends(house.lead, draft, content, name);
    expect(answer, name).toMatchObject({ body: { refusal: { code } }, status });
    const { refusal } = answer.body as { refusal: { sentence: string } };
    expect(refusal.sentence).toContain('Nothing was changed.');
  }
  expect(await house.lead.get(paths.download(draft, 'md'))).toEqual(there);
});

test('[I2] who saw the draft as it was before a backup came back does not write over it', async () => {
  const draft = await draftOf(before);
  const answer = await sends(house.lead, draft, after, 'file.md', 'another');
  expect(answer).toMatchObject({ status: 409, body: { refusal: { code: 'passage-changed' } } });
});

async function draftOf(file: string): Promise<DraftId> {
  const created = await house.lead.upload(paths.drafts, 'plan.md', file);
  return DraftSummary.parse(created.body).id;
}

async function bringsIn(agent: Agent, draft: DraftId, file: string): Promise<Revised> {
  const answer = await sends(agent, draft, file);
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
  return Revised.parse(answer.body);
}

async function sends(
  agent: Agent,
  draft: DraftId,
  file: string | Uint8Array<ArrayBuffer>,
  name = 'file.md',
  epoch?: string,
): Promise<Answer> {
  const card = DraftCard.parse((await agent.get(paths.draft(draft))).body);
  const form = new FormData();
  form.set('epoch', epoch ?? String(card.epoch));
  form.set('file', new Blob([file]), name);
  const response = await agent.fetch(paths.revision(draft), { method: 'POST', body: form });
  return { status: response.status, body: await bodyOf(response) };
}

async function bodyOf(response: Response): Promise<unknown> {
  return JSON.parse(await response.text());
}
