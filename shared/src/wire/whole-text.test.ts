/** What comes in is well-formed text, whoever sends it: as it is kept on disk, in memory and on every screen. */
import { expect, test } from 'vitest';

import { SentAct } from '../rules/acts.ts';
import { cleanBlocks } from '../text/block-content.ts';
import { Appoint, DraftSettings, Enter, NewDraft } from './api.ts';

const half = 'half \ud83d of it';
const read = 'half \ufffd of it';

const thread = 'thread-0001';
const selected = {
  start: 'AAAA',
  end: 'AAAA',
  bid: half,
  quote: { exact: half, prefix: half, suffix: half },
};
const told = { type: 'general', labels: [half] };

test.each<unknown>([
  { act: 'annotate', selected, body: half, ...told },
  { act: 'propose', selected, wording: half, body: half, ...told },
  { act: 'reply', thread, body: half },
  { act: 'reword', thread, message: thread, body: half },
  { act: 'withdraw', thread, message: thread, reason: half },
  { act: 'decide', thread, as: 'noted', reason: half, wording: half },
  { act: 'contest', thread, reason: half },
  { act: 'reopen', thread, reason: half },
  { act: 'label', thread, labels: [half] },
  { act: 'reattach', thread, selected },
  { act: 'rebase', thread, selected, wording: half },
  { act: 'take-back', thread, reason: half },
])('[A4] no act keeps half a character: %o', (act) => {
  const sent = JSON.stringify({ id: 'act-000001', act });
  const parsed = SentAct.parse(JSON.parse(sent));
  expect(parsed).toEqual(JSON.parse(sent.replaceAll('\\ud83d', '\ufffd')));
});

test('[A4] nor does a name, an organisation or a title', () => {
  const person = { name: half, organisation: half, email: 'ada@example.org' };
  const now = { ...person, name: read, organisation: read };
  expect(Appoint.parse({ ...person, role: 'editor' })).toEqual({ ...now, role: 'editor' });
  expect(Enter.parse({ token: 'setup-x', founder: person })).toMatchObject({ founder: now });
  expect(NewDraft.parse({ title: half })).toEqual({ title: read });
  expect(DraftSettings.parse({ title: half })).toEqual({ title: read });
});

test('[A4] nor do the blocks of a proposal, however deep', () => {
  const marks = [{ type: 'link', attrs: { href: `https://example.org/\ud83d` } }];
  const words = { type: 'paragraph', content: [{ type: 'text', text: half, marks }] };
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [words] }] };
  const clean = cleanBlocks([list]);
  expect(clean.ok).toBe(true);
  const kept = JSON.stringify(clean);
  expect(kept).toContain(read);
  expect(kept).not.toContain('\\ud83d');
});
