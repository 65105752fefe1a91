import { heading, list, paragraph, table } from '@gloss/shared/text/fixture';
import type { BlockContent } from '@gloss/shared/words/blocks';
import { expect, test } from 'vitest';

import { areEmpty, areItems, blocksOf, textWith } from './blocks-editing.ts';

const blocks = (...content: readonly object[]) => content as BlockContent[];
const emptyList = {
  type: 'bulletList',
  content: [{ type: 'listItem', content: [paragraph()] }],
};
const items = blocks(...(list('One', 'Two').content ?? []));

test('[P9] blocks go into an editor and come out of it as they were; items of a list stand in one meanwhile', () => {
  const some = blocks(heading(2, 'Why'), paragraph('Because.'), list('One', 'Two'));
  expect(blocksOf(textWith(some), false)).toEqual(some);
  expect(textWith(items).content?.map(({ type }) => type)).toEqual(['bulletList']);
  expect(blocksOf(textWith(items), true)).toEqual(items);
});

test('[P9] where items are wanted, a list is its items, and anything else is seen to be none', () => {
  const text = { type: 'doc', content: [list('One'), list('Two')] };
  expect(blocksOf(text, true)).toEqual(items);
  expect(blocksOf(text, false)).toEqual(blocks(list('One'), list('Two')));
  const mixed = { type: 'doc', content: [list('One'), paragraph('Two')] };
  expect(areItems(blocksOf(mixed, true))).toBe(false);
  expect(areItems([])).toBe(false);
});

test('[P9] ids of an editor are left behind', () => {
  const named = { ...paragraph('x'), attrs: { bid: 'b1' } };
  expect(blocksOf({ type: 'doc', content: [named] }, false)).toEqual(blocks(paragraph('x')));
});

test('[P9] paragraphs and lists without words are empty; a line or a table is something to see', () => {
  expect(areEmpty(blocks(paragraph(), emptyList))).toBe(true);
  expect(areEmpty(blocks(paragraph(), paragraph('x')))).toBe(false);
  expect(areEmpty(blocks({ type: 'horizontalRule' }))).toBe(false);
  expect(areEmpty(blocks(table([''])))).toBe(false);
});
