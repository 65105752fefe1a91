/** The record: everything that is done stands in it, nothing of what is said does, and nobody can change it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';

import { ChainCheck } from '@gloss/server/record/chain';
import type { Recorded } from '@gloss/server/record/record';
import type { Act } from '@gloss/shared/rules/acts';
import { Act as ActForm } from '@gloss/shared/rules/acts';
import { paths, RecordPage } from '@gloss/shared/wire/api';
import { DraftSummary } from '@gloss/shared/words/draft';
import type { DraftId } from '@gloss/shared/words/ids';
import type { RecordRow } from '@gloss/shared/words/record';
import { recordKinds } from '@gloss/shared/words/record';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Agent } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
let rev: Person;
beforeAll(async () => {
  house = await openHouse();
  rev = await house.enter('Rev', 'reviewer');
});
afterAll(() => house.close());

async function recordOf(
  agent: Agent = house.lead,
  query = '',
  draft: DraftId = house.draft,
): Promise<RecordPage> {
  const answer = await agent.get(`${paths.record(draft)}?limit=200${query}`);
  if (answer.status !== 200) throw new Error(`no record: ${JSON.stringify(answer)}`);
  return RecordPage.parse(answer.body);
}

function lineOf({ did, by, thread, about, detail }: RecordRow): string {
  const parts = [by?.name ?? 'Gloss', did, detail, thread && `#${thread}`, about?.name];
  return parts.filter(Boolean).join(' ');
}

/** Looks into the database past the server. */
function onDisk<Value>(look: (file: DatabaseSync) => Value, mayWrite = false): Value {
  const file = new DatabaseSync(join(house.dataDir, 'gloss.sqlite'), { readOnly: !mayWrite });
  try {
    return look(file);
  } finally {
    file.close();
  }
}

test('[O5] every act there is makes one row, with who, which thread and when, and without a word of it', async () => {
  const ada = await house.enter('Ada', 'editor');
  ada.types('Some marmalade on toast, and tea.');
  await ada.untilSaved();
  await rev.sees('marmalade');
  const done: string[] = [];
  const does = async (who: Person | Agent, act: Act): Promise<number> => {
    const sent = { id: crypto.randomUUID(), act };
    const agent = 'agent' in who ? who.agent : who;
    const answer = await agent.post(paths.acts(house.draft), sent);
    expect(answer.status, `${act.act}: ${JSON.stringify(answer.body)}`).toBe(200);
    // A retry changes nothing, here neither.
    await agent.post(paths.acts(house.draft), sent);
    const { number } = answer.body as { number: number };
    done.push(`${act.act} #${number}`);
    return number;
  };
  const threadOf = (number: number) =>
    until(`thread ${number} is there`, () => rev.threads().find((each) => each.number === number));
  const kind = { type: 'general', labels: ['marmalade'] } as const;
  const first = await does(rev, {
    act: 'annotate',
    selected: rev.selects('marmalade'),
    body: 'marmalade',
    ...kind,
    labels: [...kind.labels],
  });
  const { id, opening } = await threadOf(first);
  await does(ada, { act: 'reply', thread: id, body: 'marmalade' });
  await does(rev, { act: 'reword', thread: id, message: opening.id, body: 'more marmalade' });
  await does(ada, { act: 'label', thread: id, labels: ['marmalade'] });
  await does(ada, { act: 'assign', thread: id, to: ada.account });
  await does(ada, { act: 'set-type', thread: id, type: 'editorial' });
  const decide = { act: 'decide', thread: id, as: 'noted', reason: 'marmalade' } as const;
  await does(house.lead, decide);
  await does(rev, { act: 'contest', thread: id, reason: 'marmalade' });
  await does(house.lead, { act: 'reopen', thread: id });
  await does(house.lead, { ...decide, as: 'declined' });
  await does(rev, { act: 'confirm', thread: id });
  await does(ada, { act: 'reattach', thread: id, selected: ada.selects('toast') });
  const second = await does(rev, {
    act: 'propose',
    selected: rev.selects('tea'),
    wording: 'marmalade',
    body: 'marmalade',
    ...kind,
    labels: [],
  });
  const proposal = await threadOf(second);
  await does(rev, {
    act: 'withdraw',
    thread: proposal.id,
    message: proposal.opening.id,
    reason: 'marmalade',
  });
  const selected = rev.selects('toast');
  const third = await does(rev, {
    act: 'propose',
    selected,
    wording: 'marmalade',
    body: '',
    ...kind,
    labels: [],
  });
  const other = (await threadOf(third)).id;
  await does(house.lead, { act: 'rebase', thread: other, selected, wording: 'more marmalade' });
  await does(house.lead, { ...decide, thread: other, as: 'accepted' });
  await does(house.lead, { act: 'take-back', thread: other, reason: 'marmalade' });
  const wrong = { ...rev.selects('tea'), quote: { exact: 'marmite', prefix: '', suffix: '' } };
  const fourth = await does(rev, {
    act: 'annotate',
    selected: wrong,
    body: 'marmalade',
    ...kind,
    labels: [],
  });
  await does(ada, { act: 'detach', thread: (await threadOf(fourth)).id });
  // Refused ones leave none.
  await rev.asks({ act: 'reopen', thread: id });

  const { rows } = await recordOf(house.lead, '&kind=threads');
  expect(rows.map(({ did, thread }) => `${did} #${thread}`).toReversed()).toEqual(done);
  const every = new Set(ActForm.def.options.map((option) => option.def.shape.act.def.values[0]));
  expect(new Set(rows.map(({ did }) => did))).toEqual(every);
  expect(new Set<string>(recordKinds.threads)).toEqual(every);
  const lines = rows.map(lineOf);
  expect(lines).toContain(`Rev annotate #${first}`);
  expect(lines).toContain(`Ada assign #${first} Ada`);
  expect(lines).toContain(`Lea decide declined #${first}`);
  const all = onDisk((file) => JSON.stringify(file.prepare('select * from journal_record').all()));
  expect(all).not.toContain('marmalade');
  const file = await house.lead.get(paths.recordFile(house.draft));
  expect(file.body).not.toContain('marmalade');
});

test('[O5] people, files and writing are on record', async () => {
  const draft = await house.newDraft('Recorded');
  const eve = await house.enter('Eve', 'editor', draft);
  eve.types('one').types('two');
  await eve.untilSaved();
  const other = eve.elsewhere();
  await other.opens();
  other.types('three');
  await other.untilSaved();
  other.leaves();
  await house.lead.post(paths.participant(draft, eve.account), { role: 'reviewer' });
  await house.lead.post(paths.draft(draft), { title: 'Renamed', status: 'in-review' });
  // Whoever asks for the heading alone takes nothing away.
  for (const path of [paths.download(draft, 'md'), paths.recordFile(draft)])
    expect((await house.lead.fetch(path, { method: 'HEAD' })).status).toBe(200);
  await house.lead.get(paths.download(draft, 'md'));
  await house.lead.get(paths.download(draft, 'html'));
  await house.lead.get(paths.recordFile(draft));
  await eve.agent.post(paths.leave, {});
  await house.lead.post(paths.participant(draft, eve.account), { role: null });
  const { rows } = await recordOf(house.lead, '', draft);
  expect(rows.map(lineOf).toReversed()).toEqual([
    'Lea created Recorded',
    'Lea appointed editor Eve',
    // Who no longer takes part takes their sign-ins along; what they did in the draft stays.
    'Eve wrote',
    'Lea changed-role reviewer Eve',
    'Lea renamed Renamed',
    'Lea set-status in-review',
    'Lea downloaded md',
    'Lea downloaded html',
    'Lea downloaded record',
    'Lea removed Eve',
  ]);
  const brought = await house.lead.upload(paths.drafts, 'a.md', '# Brought in\n\nWords.');
  const { id } = DraftSummary.parse(brought.body);
  expect((await recordOf(house.lead, '', id)).rows.map(lineOf)).toEqual([
    'Lea imported Brought in',
  ]);
});

test('[O5] signing in and out shows to the leads of those who take part; a link that does not hold to the operator', async () => {
  const sam = await house.enter('Sam', 'reader');
  await house.stranger().post('/api/enter', { token: 'no-such-token' });
  await sam.agent.post(paths.leave, {});
  const { rows } = await recordOf(house.lead, `&kind=sign-ins&by=${sam.account}`);
  expect(rows.map(lineOf)).toEqual(['Sam signed-out', 'Sam signed-in']);
  expect((await recordOf()).rows.map(({ did }) => did)).not.toContain('refused-link');
  expect(await gloss('audit')).toMatch(/Gloss {2}refused-link 1/);
});

test('[O4] the database itself refuses to change or to remove a row', () => {
  for (const table of ['journal_record', 'people_record'])
    for (const change of [
      `update ${table} set at = 0`,
      `delete from ${table}`,
      `insert or replace into ${table} select * from ${table} limit 1`,
    ]) {
      const tried = () => onDisk((file) => file.exec(change), true);
      expect(tried, `${change} in ${table}`).toThrow('only ever added to');
    }
});

test('[O4] the chains hold, and a row changed behind every lock shows', () => {
  for (const table of ['journal_record', 'people_record'] as const) {
    const rows = onDisk(
      (file) => file.prepare(`select * from ${table} order by seq`).all() as unknown as Recorded[],
    );
    expect(rows.length).toBeGreaterThan(3);
    const brokenAt = (all: readonly Recorded[]) => {
      const check = new ChainCheck();
      for (const row of all) check.take(row);
      return check.brokenAt;
    };
    expect(brokenAt(rows)).toBeNull();
    const { did } = rows[2]!;
    expect(brokenAt(rows.with(1, { ...rows[1]!, did }))).toBe(2);
    expect(brokenAt(rows.toSpliced(1, 1))).toBe(2);
  }
});

test('[O4] a title with half a character in it breaks no chain', async () => {
  const made = await house.lead.post(paths.drafts, { title: 'Half a \ud83d' });
  const { id, title } = DraftSummary.parse(made.body);
  expect(title).toBe('Half a \ufffd');
  for (const each of ['\ude00 of it', 'A whole one again'])
    expect((await house.lead.post(paths.draft(id), { title: each })).status).toBe(200);
  const { rows } = await recordOf(house.lead, '', id);
  expect(rows.map(({ detail }) => detail)).toEqual([
    'A whole one again',
    '\ufffd of it',
    'Half a \ufffd',
  ]);
  expect(await gloss('verify')).not.toContain('The record was changed');
});

test('[O5] an act and its row survive a crash together', async () => {
  const threads = onDisk((file) => file.prepare('select count(*) n from journal_answer').get());
  const quick = await house.enter('Quick', 'editor');
  quick.types('Words to speak about.');
  await quick.untilSaved();
  const selected = quick.selects('Words to speak');
  const acts = Array.from({ length: 40 }, () =>
    quick
      .asks({ act: 'annotate', selected, body: 'x', type: 'general', labels: [] })
      .catch(() => null),
  );
  await Promise.race(acts);
  await house.crash();
  await Promise.allSettled(acts);
  const [answers, rows] = onDisk((file) => [
    file.prepare('select count(*) n from journal_answer').get(),
    file.prepare(`select count(*) n from journal_record where did <> 'wrote'`).get(),
  ]);
  expect(rows).toEqual(answers);
  expect(answers).not.toEqual(threads);
  quick.leaves();
  await house.reopen();
});

test('[O6] page by page the record reads as at once, and a filter narrows it', async () => {
  const whole = (await recordOf()).rows;
  const paged: RecordRow[] = [];
  let next: string | null = null;
  do {
    const from: string = next === null ? '' : `&before=${next}`;
    const page: RecordPage = RecordPage.parse(
      (await house.lead.get(`${paths.record(house.draft)}?limit=7${from}`)).body,
    );
    paged.push(...page.rows);
    next = page.next;
  } while (next !== null && paged.length < whole.length);
  expect(paged).toEqual(whole);
  expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length);
  const { rows } = await recordOf(house.lead, `&by=${rev.account}&kind=threads`);
  expect(rows.length).toBeGreaterThan(3);
  expect(rows).toEqual(
    whole.filter(
      ({ by, did }) => by?.name === 'Rev' && recordKinds.threads.some((each) => each === did),
    ),
  );
});

test.each(['before=x', 'limit=0', 'limit=201', 'kind=all', 'by=../..'])(
  '[O6] a question that is none is refused: %s',
  async (query) => {
    const answer = await house.lead.get(`${paths.record(house.draft)}?${query}`);
    expect(answer.status).toBe(400);
  },
);

test('[O6] who does not lead the draft reads neither the record nor its file', async () => {
  const elsewhere = await house.newDraft('Of others');
  const boss = await house.enter('Boss', 'lead', elsewhere);
  const editor = await house.enter('Ed', 'editor');
  for (const path of [paths.record(house.draft), paths.recordFile(house.draft)]) {
    expect((await house.stranger().get(path)).status).toBe(401);
    expect((await boss.agent.get(path)).status).toBe(404);
    expect((await rev.agent.get(path)).status).toBe(403);
    expect((await editor.agent.get(path)).status).toBe(403);
  }
});

test('[O6] as a file, no cell is a formula, whatever people call themselves', async () => {
  const name = '=HYPERLINK("http://evil.example","Open")';
  const person = { name, email: 'formula@example.org', organisation: '', role: 'reader' };
  expect((await house.lead.post(paths.participants(house.draft), person)).status).toBe(200);
  const response = await house.lead.fetch(paths.recordFile(house.draft));
  expect(response.headers.get('content-type')).toContain('text/csv');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*record\.csv/);
  const text = await response.text();
  expect(text).toContain(`'=HYPERLINK(`);
  expect(text.split(/,|\r\n/).filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
});

test('[O6] the operator reads the record of the whole house, also while it runs', async () => {
  const lines = (await gloss('audit')).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(20);
  const ofDraft = await gloss('audit', '--draft', house.draft, '--json');
  const rows = ofDraft
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordRow);
  expect(rows).toHaveLength((await recordOf()).rows.length);
  expect(await gloss('audit', '--csv')).toMatch(/^\ufeffwhen,who,account,did,/);
  expect(await gloss('audit', '--since', '2099-01-01')).toBe('');
  await expect(gloss('audit', '--since', 'tomorrowish')).rejects.toMatchObject({ code: 2 });
});

/** Runs a command on the folder of the house. @returns what it printed. */
async function gloss(...words: string[]): Promise<string> {
  const main = new URL('../../server/src/main.ts', import.meta.url).pathname;
  const env = { ...process.env, DATA_DIR: house.dataDir, BASE_URL: house.url };
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...words], { env });
  return stdout;
}
