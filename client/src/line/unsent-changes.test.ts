import { BlockId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import type { Block } from './blocks.ts';
import { changesBetween } from './unsent-changes.ts';

const block = (bid: string, words: string): Block => ({ bid: BlockId.parse(bid), words });
const server = [
  block('a', 'Why a strategy'),
  block('b', 'Care is human.'),
  block('c', 'We listen.'),
];

function changes(mine: readonly Block[], touched: readonly string[] | null = null) {
  return changesBetween(server, mine, touched && new Set(touched)).map(
    ({ is, bid, before, mine: words }) => [is, bid, before, words],
  );
}

test('the same text lacks nothing, however it is broken into paragraphs', () => {
  expect(changes(server)).toEqual([]);
  expect(
    changes(
      [server[0], block('b', 'Care'), block('new', 'is human.'), server[2]].flatMap(
        (one) => one ?? [],
      ),
    ),
  ).toEqual([]);
});

test('a block that reads otherwise is one change, with both wordings', () => {
  expect(
    changes([block('a', 'Why a strategy'), block('b', 'Care is kind.'), block('c', 'We listen.')]),
  ).toEqual([['changed', 'b', 'Care is human.', 'Care is kind.']]);
});

test('new paragraphs in a row are one change beside the block they follow', () => {
  expect(changes([...server, block('x', 'Nobody is left.'), block('y', 'Never.')])).toEqual([
    ['added', 'c', '', 'Nobody is left.\nNever.'],
  ]);
  expect(changes([block('x', 'First of all.'), ...server])).toEqual([
    ['added', 'a', '', 'First of all.'],
  ]);
});

test('what was split off a changed block belongs to its change', () => {
  const mine = [
    block('a', 'Why a strategy'),
    block('b', 'Care'),
    block('x', 'is kind.'),
    block('c', 'We listen.'),
  ];
  expect(changes(mine)).toEqual([['changed', 'b', 'Care is human.', 'Care\nis kind.']]);
});

test('a deleted block proposes to delete its words', () => {
  expect(changes([block('a', 'Why a strategy'), block('c', 'We listen.')])).toEqual([
    ['changed', 'b', 'Care is human.', ''],
  ]);
});

test('in another epoch only the blocks count that this person wrote in', () => {
  const mine = [block('a', 'Why?'), block('b', 'Care is kind.'), block('o', 'By somebody else.')];
  expect(changes(mine, ['b'])).toEqual([['changed', 'b', 'Care is human.', 'Care is kind.']]);
});

test('in a text without words there is no place for any', () => {
  const [loose] = changesBetween([block('a', '')], [block('a', 'Words.')], null);
  expect(loose).toMatchObject({ is: 'loose', mine: 'Words.' });
});
