import type { BlockContent, ProposedBlocks } from '@gloss/shared/words/blocks';
import { expect, test } from 'vitest';

import { beginDecision, decideAct, faultsOf } from './decision-draft.ts';
import { thread } from './thread.fixture.ts';

const plain = thread(24);
const proposal = thread(25, { proposal: { wording: 'for all', replaces: 'for most' } });
const numbers = new Set([24, 25]);
const given = { ...beginDecision(plain), reason: ' Named now. ' };

test('nothing can be decided without a decision and a reason', () => {
  expect(faultsOf(beginDecision(plain), plain, numbers)).toEqual({ as: true, reason: true });
  expect(decideAct(given, plain)).toBeNull();
  expect(decideAct({ ...given, as: 'noted', reason: '  ' }, plain)).toBeNull();
});

test('a duplicate names another thread that exists', () => {
  const as = 'duplicate';
  expect(faultsOf({ ...given, as, duplicateOf: '24' }, plain, numbers)).toEqual({
    duplicateOf: true,
  });
  expect(faultsOf({ ...given, as, duplicateOf: '99' }, plain, numbers)).toEqual({
    duplicateOf: true,
  });
  expect(faultsOf({ ...given, as, duplicateOf: '' }, plain, numbers)).toEqual({
    duplicateOf: true,
  });
  expect(decideAct({ ...given, as, duplicateOf: '#25' }, plain)?.duplicateOf).toBe(25);
});

test('the reason is sent trimmed, and only what belongs to the decision', () => {
  expect(decideAct({ ...given, as: 'noted', duplicateOf: '25', wording: 'x' }, plain)).toEqual({
    act: 'decide',
    thread: plain.id,
    as: 'noted',
    reason: 'Named now.',
  });
});

test('the lead’s own wording is sent with a modification, the words on the screen with an acceptance as proposed', () => {
  const draft = { ...beginDecision(proposal), reason: 'Yes.', wording: 'for everyone' };
  const onScreen = proposal.proposal?.wording;
  expect(decideAct({ ...draft, as: 'accepted' }, proposal)?.wording).toBe(onScreen);
  expect(decideAct({ ...draft, as: 'declined' }, proposal)).not.toHaveProperty('wording');
  const as = 'accepted-with-modification';
  expect(decideAct({ ...draft, as }, proposal)?.wording).toBe('for everyone');
  expect(decideAct({ ...draft, as }, plain)).not.toHaveProperty('wording');
});

const part = (text: string, type = 'paragraph'): BlockContent => ({
  type,
  content: [{ type: 'text', text }],
});
const ofBlocks = (blocks: object) =>
  thread(26, { proposal: { wording: 'New.', replaces: 'Old.', blocks: blocks as ProposedBlocks } });
const named = { bids: ['b1'], was: [part('Old.')] };
const replacement = ofBlocks({ op: 'replace', ...named, content: [part('New.')] });
const modified = { reason: 'Yes.', as: 'accepted-with-modification' } as const;

test('[P9] of whole blocks, what a lead writes begins as proposed, and as what would go where they are to be deleted', () => {
  expect(beginDecision(replacement).content).toEqual([part('New.')]);
  expect(beginDecision(ofBlocks({ op: 'delete', ...named, content: [] })).content).toEqual([
    part('Old.'),
  ]);
  const { proposal } = replacement;
  const applied = { at: 1, wording: 'Put.', seq: 1, content: [part('Put.')] };
  const decided = { ...replacement, ...(proposal && { proposal: { ...proposal, applied } }) };
  expect(beginDecision(decided).content).toEqual([part('Put.')]);
});

test('[P9] the lead’s own blocks are sent with a modification, those on the screen with an acceptance', () => {
  const content = [part('Own.')];
  const draft = { ...beginDecision(replacement), ...modified, content };
  expect(decideAct(draft, replacement)).toMatchObject({ content });
  expect(decideAct(draft, replacement)).not.toHaveProperty('wording');
  expect(decideAct({ ...draft, as: 'accepted' }, replacement)?.content).toEqual([part('New.')]);
  expect(decideAct({ ...draft, as: 'declined' }, replacement)).not.toHaveProperty('content');
});

test('[P9] nothing, what stood there before, and what is no list where a list is, is not sent', () => {
  const fault = (content: readonly BlockContent[], of = replacement) =>
    faultsOf({ ...beginDecision(of), ...modified, content }, of, numbers).content;
  expect(fault([{ type: 'paragraph' }])).toBe('empty');
  expect(fault([part('Old.')])).toBe('same');
  expect(fault([part('Own.')])).toBeUndefined();
  const item = ofBlocks({ op: 'insert', bids: ['b1'], was: [], content: [part('x', 'listItem')] });
  expect(fault([part('Own.')], item)).toBe('items');
  expect(fault([part('Own.', 'listItem')], item)).toBeUndefined();
});
