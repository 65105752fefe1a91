import type { AnchorState } from '@gloss/shared/words/anchor';
import { expect, test } from 'vitest';

import { mayTakeBack, standingOf, stillStands } from './standing.ts';
import { anchored, declined, onWholeDraft, thread } from './thread.fixture.ts';

const proposal = { wording: 'for every patient', replaces: 'for most patients' };
const applied = { at: 3, wording: proposal.wording, seq: 2 };

const takesAll = () => true;
const proposed = (state: AnchorState) => thread(1, { anchor: anchored(state), proposal });

test('a proposal applies where its passage reads as it did, also when only a line break came into it', () => {
  expect(standingOf(proposed({ is: 'anchored' }))).toBe('applies');
  expect(standingOf(proposed({ is: 'edited', reads: 'for most\n patients' }))).toBe('applies');
  const moved = { is: 'moved', reads: proposal.replaces } as const;
  expect(standingOf(proposed({ ...moved, confirm: false }))).toBe('applies');
});

test('a proposal is in conflict where its passage reads otherwise, is gone, or nobody has confirmed it', () => {
  expect(standingOf(proposed({ is: 'edited', reads: 'for some patients' }))).toBe('conflict');
  expect(standingOf(proposed({ is: 'orphaned' }))).toBe('conflict');
  const moved = { is: 'moved', reads: proposal.replaces, confirm: true } as const;
  expect(standingOf(proposed(moved))).toBe('conflict');
});

test('a proposal whose words people have written by hand stands already', () => {
  expect(standingOf(proposed({ is: 'edited', reads: proposal.wording }))).toBe('stands');
  const deletion = { ...proposed({ is: 'orphaned' }), proposal: { ...proposal, wording: '' } };
  expect(standingOf(deletion)).toBe('stands');
});

test('words of the lead’s own are held against the text for themselves', () => {
  const edited = proposed({ is: 'edited', reads: 'for some patients' });
  expect(standingOf(edited, { wording: 'for some patients' })).toBe('stands');
});

test('nothing can be accepted of a thread without a proposal, or of a decided or accepted one', () => {
  expect(standingOf(onWholeDraft(1))).toBeNull();
  expect(standingOf(thread(1, { proposal, disposition: declined()! }))).toBeNull();
  expect(standingOf(thread(1, { proposal: { ...proposal, applied } }))).toBeNull();
});

test('accepted words are taken back by a lead; they still stand while the passage reads as accepted', () => {
  const quote = { exact: proposal.wording, prefix: '', suffix: '' };
  const accepted = (state: AnchorState) =>
    thread(1, { anchor: { ...anchored(state), quote }, proposal: { ...proposal, applied } });
  expect(stillStands(accepted({ is: 'anchored' }), takesAll)).toBe(true);
  expect(stillStands(accepted({ is: 'edited', reads: 'for each of them' }), takesAll)).toBe(false);
  expect(mayTakeBack(accepted({ is: 'anchored' }), 'lead')).toBe(true);
  expect(mayTakeBack(accepted({ is: 'anchored' }), 'editor')).toBe(false);
  expect(mayTakeBack(proposed({ is: 'anchored' }), 'lead')).toBe(false);
});
