/** Proposals of whole blocks through the doors: who may, what is refused, and what an acceptance leaves on disk. */
import type { Act } from '@gloss/shared/rules/acts';
import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { heading, list, paragraph, words } from '@gloss/shared/text/fixture';
import type { Thread } from '@gloss/shared/words/thread';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Answer } from '../stage/agent.ts';
import type { House } from '../stage/house.ts';
import { openHouse } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';
import { until } from '../stage/until.ts';

let house: House;
let ed: Person;
let rev: Person;
let reader: Person;
let lead: Person;

const lines = ['Care is human work.', 'A machine may help.', 'Nobody is left to guess.'];

beforeAll(async () => {
  house = await openHouse();
  ed = await house.enter('Ed', 'editor');
  rev = await house.enter('Rev', 'reviewer');
  reader = await house.enter('Rea', 'reader');
  lead = await house.enter('Mia', 'lead');
  for (const line of lines) ed.writes(line);
  await ed.untilSaved();
  await rev.sees(lines.at(-1) ?? '');
});
afterAll(() => house.close());

/** The id of the block with these words, as everybody reads it. */
function bidOf(said: string): string {
  const block = (contentOf(bodyOf(rev.text)).content ?? []).find(
    ({ content }) => content?.[0]?.text === said,
  );
  return String(block?.attrs?.['bid']);
}

/** What a client may send, and what a hostile one does. */
function proposal(blocks: unknown): Act {
  const said = { wording: '', body: 'Why not.', type: 'general', labels: [] };
  return { act: 'propose', ...said, blocks } as unknown as Act;
}

function insertion(...content: unknown[]): Act {
  return proposal({ op: 'insert', bids: [bidOf(lines[0] ?? '')], isBefore: false, content });
}

function codeOf({ status, body }: Answer): string {
  return status === 200 ? 'done' : (body as { refusal: { code: string } }).refusal.code;
}

function threadOf({ body }: Answer): Thread['id'] {
  return (body as { thread: Thread['id'] }).thread;
}

function accept(thread: Thread['id']): Act {
  return { act: 'decide', thread, as: 'accepted', reason: 'Clearer.' };
}

const quoted = (depth: number): unknown =>
  depth === 0 ? paragraph('x') : { type: 'blockquote', content: [quoted(depth - 1)] };
const linked = (href: string) => paragraph(words('x', { type: 'link', attrs: { href } }));

test('[P9][R2] a reader proposes no blocks, a reviewer does, and only a lead accepts them', async () => {
  const act = insertion(heading(2, 'Why'), paragraph('Because.'), list('One', 'Two'));
  expect(codeOf(await reader.asks(act))).toBe('not-your-role');
  const answer = await rev.asks(act);
  expect(codeOf(answer)).toBe('done');
  expect(ed.reads()).not.toContain('Because.');
  const thread = threadOf(answer);
  for (const each of [reader, rev, ed])
    expect(codeOf(await each.asks(accept(thread)))).toBe('not-your-role');
  expect(codeOf(await lead.asks(accept(thread)))).toBe('done');
  for (const each of [reader, rev, ed])
    await each.sees(`${lines[0] ?? ''}\nWhy\nBecause.\nOne\nTwo\n${lines[1] ?? ''}`);
  await house.crash();
  await house.reopen();
  const fresh = await house.enter('Fresh', 'reader');
  expect(fresh.reads()).toContain('Why\nBecause.\nOne\nTwo');
  const back: Act = { act: 'take-back', thread, reason: 'Too early.' };
  expect(codeOf(await lead.asks(back))).toBe('done');
  await until('it is gone again', () => !fresh.reads().includes('Because.'));
  expect(
    fresh
      .threads()
      .find(({ id }) => id === thread)
      ?.history.at(-1)?.did,
  ).toBe('took-back');
});

test.each<[string, string, () => Act]>([
  ['a link', 'done', () => insertion(linked('https://example.org/'))],
  ['a link that is a script', 'blocks-unfit', () => insertion(linked('javascript:alert(1)'))],
  [
    'a script that hides its name',
    'blocks-unfit',
    () => insertion(linked('java\tscript:alert(1)')),
  ],
  ['a node that no draft has', 'blocks-unfit', () => insertion({ type: 'iframe' })],
  [
    'an attribute that no draft has',
    'blocks-unfit',
    () => insertion({ ...paragraph('x'), attrs: { onload: 'alert(1)' } }),
  ],
  ['quotes within quotes, too deep', 'blocks-unfit', () => insertion(quoted(33))],
  ['quotes within quotes, a thousand deep', 'blocks-unfit', () => insertion(quoted(1000))],
  ['a block that is none', 'malformed', () => insertion('x')],
  ['no block', 'malformed', () => insertion()],
  ['too many blocks', 'malformed', () => insertion(...Array(201).fill(paragraph('x')))],
  ['too many words', 'too-large', () => insertion(paragraph('x'.repeat(20_001)))],
  ['too much structure', 'too-large', () => insertion(list(...Array<string>(900).fill('x')))],
  [
    'a block beside one that nobody has seen',
    'blocks-gone',
    () => proposal({ op: 'insert', bids: ['nowhere'], isBefore: false, content: [paragraph('x')] }),
  ],
  [
    'the deletion of blocks that do not stand side by side',
    'blocks-gone',
    () =>
      proposal({
        op: 'delete',
        bids: [lines[0], lines[2]].map((line) => bidOf(line ?? '')),
        content: [],
      }),
  ],
  [
    'a deletion that brings something',
    'malformed',
    () => proposal({ op: 'delete', bids: [bidOf(lines[0] ?? '')], content: [paragraph('x')] }),
  ],
  ['neither words nor blocks', 'passage-empty', () => proposal(undefined)],
])('[P9][A4] proposed is %s: %s', async (_what, code, act) => {
  const [before, known] = [ed.reads(), ed.threads().length];
  expect(codeOf(await rev.asks(act()))).toBe(code);
  expect(ed.reads()).toBe(before);
  if (code !== 'done') expect(ed.threads()).toHaveLength(known);
});

test('[P9][R2] with modification, too, only a lead accepts them, through the schema; on disk is what was put in', async () => {
  const answer = await rev.asks(insertion(paragraph('As proposed.')));
  const thread = threadOf(answer);
  const otherwise = (...content: unknown[]): Act =>
    ({ ...accept(thread), as: 'accepted-with-modification', content }) as unknown as Act;
  const own = [heading(3, 'As decided'), paragraph('Well.')];
  for (const each of [reader, rev, ed])
    expect(codeOf(await each.asks(otherwise(...own)))).toBe('not-your-role');
  const hostile = [linked('javascript:alert(1)'), { type: 'iframe' }, quoted(1000)];
  for (const each of hostile) expect(codeOf(await lead.asks(otherwise(each)))).toBe('blocks-unfit');
  for (const each of [[], ['x'], Array(201).fill(paragraph('x'))])
    expect(codeOf(await lead.asks(otherwise(...each)))).toBe('malformed');
  expect(ed.reads()).not.toContain('As decided');
  expect(codeOf(await lead.asks(otherwise(...own)))).toBe('done');
  await ed.sees('As decided\nWell.\n');
  await house.crash();
  await house.reopen();
  const fresh = await house.enter('Late', 'reader');
  expect(fresh.reads()).toContain('As decided\nWell.\n');
  const kept = fresh.threads().find(({ id }) => id === thread)?.proposal;
  expect(kept).toMatchObject({ wording: 'As proposed.', applied: { content: own } });
});

test('[P9] two leads accept at once: the blocks stand there once', async () => {
  const answer = await rev.asks(insertion(paragraph('Only once.')));
  const thread = threadOf(answer);
  const other = await house.enter('Noor', 'lead');
  const codes = await Promise.all([lead, other].map((each) => each.asks(accept(thread))));
  expect(codes.map(codeOf).toSorted()).toEqual(['already-decided', 'done']);
  await ed.sees('Only once.');
  expect(ed.reads().split('Only once.')).toHaveLength(2);
});
