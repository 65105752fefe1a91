/**
 * Proposals through the doors: what a lead's decision does to the text, for everybody and for good. deciding.spec.ts has two
 * leads at once.
 */
import type { Act } from '@gloss/shared/rules/acts';
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
let lead: Person;
let other: Person;

beforeAll(async () => {
  house = await openHouse();
  ed = await house.enter('Ed', 'editor');
  rev = await house.enter('Rev', 'reviewer');
  lead = await house.enter('Mia Lead', 'lead');
  other = await house.enter('Noor Lead', 'lead');
});
afterAll(() => house.close());

/** Ed writes a sentence, Rev proposes other words for some of it. @returns the thread as the leads see it */
async function proposal(sentence: string, words: string, wording: string): Promise<Thread> {
  await ed.writes(sentence).untilSaved();
  await rev.sees(sentence);
  const selected = rev.selects(words);
  const act = { act: 'propose', selected, wording, body: '', type: 'editorial' } as const;
  const { body } = await rev.asks({ ...act, labels: [] });
  const { thread } = body as { thread: string };
  for (const each of [lead, other])
    await until(`${each.name} sees the proposal`, () =>
      each.threads().some(({ id }) => id === thread),
    );
  return now(lead, thread);
}

function now(person: Person, thread: string): Thread {
  const found = person.threads().find(({ id }) => id === thread);
  if (!found) throw new Error(`${person.name} does not see the thread`);
  return found;
}

function codeOf({ status, body }: Answer): string {
  return status === 200 ? 'done' : (body as { refusal: { code: string } }).refusal.code;
}

function accepts({ id }: Thread, reason = 'Clearer.'): Act {
  return { act: 'decide', thread: id, as: 'accepted', reason };
}

test('[P1] a proposal applied is credited to its proposer and to the lead who accepted it, on every screen', async () => {
  const { id } = await proposal('Alpha teams will share what they learn.', 'share', 'publish');
  expect(codeOf(await lead.asks(accepts(now(lead, id))))).toBe('done');
  await other.sees('Alpha teams will publish what they learn.');
  const applied = await until('Rev sees it applied', () => now(rev, id).proposal?.applied);
  expect(applied).toMatchObject({
    by: { name: rev.name, account: rev.account },
    acceptedBy: { name: lead.name, account: lead.account },
  });
});

test('[P2] a proposal in conflict is refused, rebased by a lead, and then accepted; Rev sees all of it', async () => {
  const { id } = await proposal(
    'Beta teams will share plain notes.',
    'share plain notes',
    'publish notes',
  );
  const run = ed.runs().find((each) => each.toString().startsWith('Beta'));
  run?.insert('Beta teams will share plain'.length, ' weekly');
  await ed.untilSaved();
  await lead.sees('share plain weekly notes');
  expect(codeOf(await lead.asks(accepts(now(lead, id))))).toBe('passage-changed');
  const selected = lead.selects('share plain weekly notes');
  const rebase: Act = { act: 'rebase', thread: id, selected, wording: 'publish weekly notes' };
  expect(codeOf(await lead.asks(rebase))).toBe('done');
  const unread = { ...accepts(now(other, id)), wording: 'publish notes' } as Act;
  expect(codeOf(await other.asks(unread))).toBe('proposal-rebased');
  expect(codeOf(await lead.asks(accepts(now(lead, id))))).toBe('done');
  await rev.sees('Beta teams will publish weekly notes.');
  const after = await until('Rev sees the decision', () =>
    rev.threads().find((each) => each.id === id && each.disposition),
  );
  expect(after.proposal?.before).toMatchObject([
    { wording: 'publish notes', replaces: 'share plain notes' },
  ]);
  expect(after.history.map(({ did }) => did)).toEqual([
    'proposed',
    'edited-passage',
    'rebased',
    'decided',
  ]);
});

test('[P3] an acceptance taken back stays taken back after a crash, and a fresh reader sees the old words', async () => {
  const { id } = await proposal('Gamma teams will share what they learn.', 'share', 'publish');
  await lead.asks(accepts(now(lead, id)));
  await lead.sees('Gamma teams will publish');
  const back: Act = { act: 'take-back', thread: id, reason: 'Too early.' };
  expect(codeOf(await rev.asks(back))).toBe('not-your-role');
  expect(codeOf(await lead.asks(back))).toBe('done');
  expect(codeOf(await lead.asks(back))).toBe('not-applied');
  await house.crash();
  await house.reopen();
  const fresh = await house.enter('Fresh', 'reader');
  expect(fresh.reads()).toContain('Gamma teams will share what they learn.');
  const read = now(fresh, id);
  expect([read.disposition, read.proposal?.applied]).toEqual([undefined, undefined]);
  expect(read.history.at(-1)).toMatchObject({ did: 'took-back', by: { name: lead.name } });
});
