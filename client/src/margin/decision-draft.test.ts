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
