import { heading, list, paragraph } from '@gloss/shared/text/fixture';
import { schema } from '@gloss/shared/text/schema';
import type { ProposedBlocks } from '@gloss/shared/words/blocks';
import { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';

import { blocksChange } from './proposed-blocks.ts';

const named = (bid: string, part: object) => ({ ...part, attrs: { bid } });
const items = (list('One', 'Two').content ?? []).map((item, at) => named(`i${at}`, item));
const text = Node.fromJSON(schema, {
  type: 'doc',
  content: [
    named('p1', paragraph('Care is human work.')),
    named('p2', paragraph('Machines may help.')),
    { ...named('l1', { type: 'bulletList' }), content: items },
    named('p3', paragraph()),
  ],
});

/** Where the words of a block stand. */
function stretchOf(words: string): { from: number; to: number } {
  let found = { from: 0, to: 0 };
  text.descendants((node, pos) => {
    if (node.text === words) found = { from: pos, to: pos + words.length };
  });
  return found;
}

function blocks(op: ProposedBlocks['op'], bids: string[], isBefore = false): ProposedBlocks {
  const content = op === 'delete' ? [] : [heading(2, 'New')];
  const was = [bids.includes('p3') ? paragraph() : paragraph('Machines may help.')];
  return { op, bids, isBefore, content, was } as unknown as ProposedBlocks;
}

const change = (of: ProposedBlocks, words: string, replaces = words) =>
  blocksChange(text, stretchOf(words), { blocks: of, wording: '', replaces });

test('[P9] new blocks stand behind their neighbour, or before it, whatever it reads by now', () => {
  const [first] = [text.firstChild?.nodeSize ?? 0];
  expect(change(blocks('insert', ['p1']), 'Care is human work.', '')).toMatchObject({
    at: first,
    gone: null,
    isInList: false,
  });
  expect(change(blocks('insert', ['p1'], true), 'Care is human work.', '')?.at).toBe(0);
});

test('[P9] beside a list they stand outside of it, beside an item within', () => {
  const after = change(blocks('insert', ['l1']), 'Two', '');
  expect([after?.isInList, text.resolve(after?.at ?? 0).depth]).toEqual([false, 0]);
  expect(change(blocks('insert', ['i1']), 'Two', '')).toMatchObject({ isInList: true });
});

test('[P9] beside a block without words they stand there all the same', () => {
  expect(change(blocks('insert', ['p3']), 'Two', '')?.at).toBe(text.content.size);
});

test('[P9] replaced and deleted blocks are struck as a whole where they read as they did, and only there', () => {
  const words = 'Machines may help.';
  expect(change(blocks('delete', ['p2']), words)?.gone).toEqual(stretchOf(words));
  expect(change(blocks('replace', ['p2']), words, 'Machines help.')).toBeNull();
  expect(change(blocks('insert', ['gone']), words, '')).toBeNull();
});

test('[P9] blocks without words are struck themselves, while they have none', () => {
  const gone = change(blocks('delete', ['p3']), 'Two', '');
  expect(gone?.empty).toEqual([{ from: text.content.size - 2, to: text.content.size }]);
  expect(gone?.gone).toBeNull();
  const named = { ...blocks('delete', ['p3']), bids: ['p1'] } as ProposedBlocks;
  expect(change(named, 'Two', '')).toBeNull();
});
