import type { HistoryEntry } from '@gloss/shared/words/thread';
import { expect, test } from 'vitest';

import { changesBetween } from './changes.ts';
import { anchored, declined, lead, reviewer, thread } from './thread.fixture.ts';

const step = (did: HistoryEntry['did'], by = reviewer): HistoryEntry => ({
  at: 1,
  by,
  did,
  detail: '',
});
const before = [thread(24, { history: [step('annotated')] })];

test('what another says or decides is told with who and where', () => {
  const after = [thread(24, { history: [step('annotated'), step('decided', lead)] })];
  expect(changesBetween(before, after, reviewer.account)).toEqual([
    'Thread 24: Deputy Head of Strategy decided.',
  ]);
});

test('one’s own doing and mere sorting are not told', () => {
  const history = [step('annotated'), step('replied', lead), step('labelled')];
  expect(changesBetween(before, [thread(24, { history })], lead.account)).toEqual([]);
});

test('many changes at once are told as a number', () => {
  const after = [1, 2, 3, 4].map((number) => thread(number, { history: [step('annotated')] }));
  expect(changesBetween([], after, lead.account)).toEqual(['4 changes in the threads.']);
});

test('a proposal is told with its words, and long ones are clipped', () => {
  const proposal = { wording: 'for every patient', replaces: 'for most patients' };
  const told = (did: HistoryEntry['did'], of: { wording: string; replaces: string }) =>
    changesBetween([], [thread(24, { proposal: of, history: [step(did)] })], lead.account)[0];
  const by = 'Thread 24: Patient and public voice';
  expect(told('proposed', proposal)).toBe(
    `${by} proposed “for every patient” in place of “for most patients”.`,
  );
  expect(told('rebased', proposal)).toBe(
    `${by} wrote the proposal anew: “for every patient” in place of “for most patients”.`,
  );
  expect(told('took-back', proposal)).toBe(`${by} took “for every patient” out of the text again.`);
  const deletion = { wording: '', replaces: 'word '.repeat(40) };
  const clipped = `${'word '.repeat(15)}word…`;
  expect(told('proposed', deletion)).toBe(`${by} proposed to delete “${clipped}”.`);
  expect(told('took-back', deletion)).toBe(`${by} put “${clipped}” back into the text.`);
});

test('[P9] a proposal of whole blocks is told with their kinds and first words', () => {
  const blocks = (op: 'replace' | 'insert' | 'delete', content: string[], was: string[] = []) => ({
    op,
    bids: ['b1'],
    isBefore: false,
    content: content.map((type) => ({ type })),
    was: was.map((type) => ({ type })),
  });
  const told = (of: ReturnType<typeof blocks>, did: HistoryEntry['did'] = 'proposed') => {
    const proposal = { wording: of.content.length > 0 ? 'New.' : '', replaces: 'Old.', blocks: of };
    const after = thread(24, { proposal: proposal as never, history: [step(did)] });
    return changesBetween([], [after], lead.account)[0]?.replace(/^.*voice /, '');
  };
  expect(told(blocks('insert', ['heading']))).toBe('proposed a new heading: “New.”.');
  expect(told(blocks('insert', ['table', 'table']))).toBe('proposed 2 new tables: “New.”.');
  expect(told(blocks('delete', [], ['heading', 'paragraph']))).toBe(
    'proposed to delete 2 blocks: “Old.”.',
  );
  const retyped = blocks('replace', ['heading'], ['paragraph']);
  expect(told(retyped)).toBe('proposed to turn a paragraph into a heading: “New.”.');
  expect(told(retyped, 'took-back')).toBe('took what was proposed out of the text again.');
});

test('a decision is told with what it is', () => {
  const history = [step('decided', lead)];
  const after = [thread(24, { disposition: declined()!, history })];
  expect(changesBetween([], after, reviewer.account)).toEqual([
    'Thread 24: Deputy Head of Strategy decided: Declined.',
  ]);
});

test('words that moved are told where somebody has to confirm them, and only there', () => {
  const moved = (confirm: boolean) =>
    thread(24, {
      anchor: anchored({ is: 'moved', confirm, reads: 'for many patients' }),
      history: [{ at: 1, did: 'moved-anchor', detail: '' }],
    });
  expect(changesBetween([], [moved(false)], lead.account)).toEqual([]);
  expect(changesBetween([], [moved(true)], lead.account)).toEqual([
    'Thread 24: its words moved, and somebody should say whether they are still the same.',
  ]);
});
