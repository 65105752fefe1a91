import type { AnchorState } from '@gloss/shared/words/anchor';
import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import { BlockId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { standingOf, stillStands } from './standing.ts';
import { anchored, thread } from './thread.fixture.ts';

const named = {
  bids: [BlockId.parse('b1')],
  was: [{ type: 'paragraph', content: [{ type: 'text', text: 'for most patients' }] }],
  content: [{ type: 'heading' }],
};
const replace = { op: 'replace', ...named } as ProposedBlocks;
const insert = { op: 'insert', ...named, isBefore: false, was: [] } as ProposedBlocks;
const remove = { op: 'delete', ...named, content: [] } as ProposedBlocks;

const proposed = (blocks: ProposedBlocks, state: AnchorState = { is: 'anchored' }) => {
  const replaces = blocks.op === 'insert' ? '' : 'for most patients';
  const wording = blocks.op === 'delete' ? '' : 'for every patient';
  return thread(1, { anchor: anchored(state), proposal: { wording, replaces, blocks } });
};
const takesAll = () => true;
const takesNone = () => false;
const edited = { is: 'edited', reads: 'for some patients' } as const;

test('[P9] where the text takes the blocks they can be accepted, and where it does not they cannot', () => {
  for (const blocks of [replace, insert, remove]) {
    expect(standingOf(proposed(blocks, edited), { takes: takesAll })).toBe('applies');
    expect(standingOf(proposed(blocks), { takes: takesNone })).toBe('conflict');
  }
});

test('[P9] without the text, the words of the passage tell; beside a neighbour they may be others by now', () => {
  expect([replace, insert, remove].map((each) => standingOf(proposed(each)))).toEqual(
    Array(3).fill('applies'),
  );
  expect([replace, insert, remove].map((each) => standingOf(proposed(each, edited)))).toEqual([
    'conflict',
    'applies',
    'conflict',
  ]);
});

test('[P9] what people have done by hand stands already', () => {
  expect(standingOf(proposed(remove, { is: 'orphaned' }), { takes: takesNone })).toBe('stands');
  const written = { is: 'edited', reads: 'for every patient' } as const;
  expect(standingOf(proposed(replace, written), { takes: takesNone })).toBe('stands');
});

test('[P9] accepted blocks still stand where the text takes their way back, and it is known', () => {
  const accepted = (rest: object) => {
    const applied = { at: 3, wording: 'for every patient', seq: 2, ...rest };
    const { proposal, ...open } = proposed(replace);
    return { ...open, proposal: { ...proposal, applied } } as ReturnType<typeof proposed>;
  };
  expect(stillStands(accepted({ bids: ['b2'] }), takesAll)).toBe(true);
  expect(stillStands(accepted({ bids: ['b2'] }), takesNone)).toBe(false);
  expect(stillStands(accepted({}), takesAll)).toBe(false);
});
