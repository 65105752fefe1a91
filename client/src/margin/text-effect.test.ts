import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import type { Decision } from '@gloss/shared/words/disposition';
import type { Thread } from '@gloss/shared/words/thread';
import { expect, test } from 'vitest';

import { beginDecision } from './decision-draft.ts';
import { textEffectOf } from './text-effect.ts';
import { anchored, thread } from './thread.fixture.ts';

const proposal = { wording: 'for every patient', replaces: 'for most patients' };
const open = thread(1, { proposal });

const effect = (of: Thread, as: Decision, wording?: string) =>
  textEffectOf(
    { ...beginDecision(of, as), ...(wording !== undefined && { wording }) },
    of,
    () => true,
  );

test('accepting replaces or deletes the passage; any other decision leaves the text', () => {
  expect(effect(open, 'accepted')).toBe('words');
  expect(effect(open, 'accepted-with-modification', 'for all')).toBe('words');
  expect(effect(open, 'accepted-with-modification', '')).toBe('deletes');
  expect(effect(open, 'declined')).toBeNull();
  expect(effect(thread(2), 'accepted')).toBeNull();
});

test('what reads so already stays, and what reads otherwise cannot be replaced', () => {
  const anchor = anchored({ is: 'edited', reads: 'for all' });
  const edited = { ...open, anchor };
  expect(effect(edited, 'accepted')).toBe('conflict');
  expect(effect(edited, 'accepted-with-modification', 'for all')).toBe('stands');
});

test('another decision on accepted words takes them out, while they still stand', () => {
  const applied = { at: 3, wording: proposal.wording, seq: 2 };
  const quote = { exact: proposal.wording, prefix: '', suffix: '' };
  const accepted = thread(1, {
    anchor: { ...anchored(), quote },
    proposal: { ...proposal, applied },
  });
  expect(beginDecision(accepted).wording).toBe(proposal.wording);
  expect(effect(accepted, 'declined')).toBe('takes-out');
  expect(effect(accepted, 'accepted')).toBe('stands');
  expect(effect(accepted, 'accepted-with-modification', 'for all')).toBe('words');
  const anchor = { ...anchored({ is: 'edited', reads: 'for all' }), quote };
  expect(effect({ ...accepted, anchor }, 'declined')).toBe('left');
});

test('[P9] whole blocks of a lead’s own are put in where the text takes them, and a conflict where it reads otherwise', () => {
  const said = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const blocks = { op: 'replace', bids: ['b1'], was: [said('Old.')], content: [said('New.')] };
  const of = thread(1, { proposal: { ...proposal, blocks: blocks as unknown as ProposedBlocks } });
  const draft = { ...beginDecision(of, 'accepted-with-modification'), content: [said('Own.')] };
  const takes = (...words: string[]) =>
    textEffectOf(draft, of, ({ to }) => words.includes(JSON.stringify(to[0]?.content?.[0])));
  const [own, old] = [said('Own.'), said('Old.')].map(({ content }) => JSON.stringify(content[0]));
  expect(takes(own ?? '', old ?? '')).toBe('words');
  expect(takes(old ?? '')).toBeNull();
  expect(takes()).toBe('conflict');
});
