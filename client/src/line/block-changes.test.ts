import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf, fillBody } from '@gloss/shared/text/content';
import { block, heading, list, paragraph, table, textOf, words } from '@gloss/shared/text/fixture';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { blockChanges } from './block-changes.ts';

const told = [
  heading(1, 'A strategy'),
  paragraph('Care is human work.'),
  paragraph('Machines may help.'),
  list('One', 'Two'),
  table(['A', 'B'], ['1', '2']),
  paragraph(),
  { type: 'horizontalRule' },
];

/** What is told of a text whose top-level blocks are changed as said; those that stay keep their ids. */
function changesOf(change: (blocks: JSONContent[]) => readonly JSONContent[]): string[] {
  const shared = textOf(...told);
  const own = new Y.Doc();
  const content = structuredClone(contentOf(bodyOf(shared)).content ?? []);
  fillBody(own, block('doc', ...change(content)));
  const at = (bid: unknown) =>
    (contentOf(bodyOf(shared)).content ?? []).findIndex(({ attrs }) => attrs?.['bid'] === bid);
  return blockChanges(bodyOf(shared), bodyOf(own)).map(({ is, bid, before, mine, blocks }) => {
    if (!blocks) return `${is} ${at(bid)}: ${before} → ${mine}`;
    const side = blocks.op === 'insert' ? (blocks.isBefore ? ' before' : ' after') : '';
    const types = blocks.content.map(({ type }) => type).join();
    return `${blocks.op}${side} ${blocks.bids.map(at).join()}: ${types}: ${before} → ${mine}`;
  });
}

const renewed = (part: JSONContent | undefined, ...content: JSONContent[]): JSONContent => ({
  ...part,
  content,
});

test.each<[string, (blocks: JSONContent[]) => readonly JSONContent[], string[]]>([
  ['nothing', (all) => all, []],
  [
    'empty paragraphs, alone',
    (all) => [paragraph(), ...all, paragraph()],
    ['insert before 0: paragraph:  → ', 'insert after 6: paragraph:  → '],
  ],
  [
    'empty paragraphs around new ones',
    (all) => [...all, paragraph(), paragraph('New.'), paragraph()],
    ['insert after 6: paragraph:  → New.'],
  ],
  [
    'a line across the page',
    (all) => all.toSpliced(2, 0, { type: 'horizontalRule' }),
    ['insert after 1: horizontalRule:  → '],
  ],
  ['an empty paragraph that is deleted', (all) => all.toSpliced(5, 1), ['delete 5: :  → ']],
  [
    'words in an empty paragraph',
    (all) => all.with(5, renewed(all[5], words('New.'))),
    ['replace 5: paragraph:  → New.'],
  ],
  ['a line across the page that is deleted', (all) => all.toSpliced(6, 1), ['delete 6: :  → ']],
  [
    'words, and how others look',
    (all) => all.with(1, renewed(all[1], words('Care', { type: 'bold' }), words(' is hard work.'))),
    ['replace 1: paragraph: Care is human work. → Care is hard work.'],
  ],
  [
    'new words that look otherwise',
    (all) =>
      all.with(
        1,
        renewed(all[1], words('Care is '), words('hard', { type: 'bold' }), words(' work.')),
      ),
    ['replace 1: paragraph: Care is human work. → Care is hard work.'],
  ],
  [
    'a paragraph that becomes a heading of other words',
    (all) =>
      all.with(2, {
        ...renewed(all[2], words('Machines can help.')),
        type: 'heading',
        attrs: { ...all[2]?.attrs, level: 2 },
      }),
    ['replace 2: heading: Machines may help. → Machines can help.'],
  ],
  [
    'a line break within a paragraph',
    (all) =>
      all.with(2, renewed(all[2], words('Machines may'), { type: 'hardBreak' }, words('help.'))),
    ['replace 2: paragraph: Machines may help. → Machines may\nhelp.'],
  ],
  [
    'words in a block',
    (all) => all.with(1, renewed(all[1], words('Care is hard work.'))),
    ['changed 1: Care is human work. → Care is hard work.'],
  ],
  [
    'how words look',
    (all) => all.with(1, renewed(all[1], words('Care is human work.', { type: 'bold' }))),
    ['replace 1: paragraph: Care is human work. → Care is human work.'],
  ],
  [
    'several new blocks: one change',
    (all) => all.toSpliced(2, 0, heading(2, 'Why'), paragraph('Because.'), list('x', 'y')),
    ['insert after 1: heading,paragraph,bulletList:  → Why\nBecause.\nx\ny'],
  ],
  [
    'new blocks at the beginning',
    (all) => [paragraph('First.'), ...all],
    ['insert before 0: paragraph:  → First.'],
  ],
  [
    'several blocks gone: one change',
    (all) => all.toSpliced(1, 2),
    ['delete 1,2: : Care is human work.\nMachines may help. → '],
  ],
  [
    'a paragraph that becomes a heading',
    (all) => all.with(2, { ...all[2], type: 'heading', attrs: { ...all[2]?.attrs, level: 2 } }),
    ['replace 2: heading: Machines may help. → Machines may help.'],
  ],
  [
    'a paragraph in a list',
    (all) => all.with(2, block('bulletList', block('listItem', all[2] ?? {}))),
    ['replace 2: bulletList: Machines may help. → Machines may help.'],
  ],
  [
    'a paragraph broken in two',
    (all) => all.toSpliced(1, 1, renewed(all[1], words('Care is')), paragraph('human work.')),
    ['replace 1: paragraph,paragraph: Care is human work. → Care is\nhuman work.'],
  ],
  [
    'a paragraph broken in three',
    (all) =>
      all.toSpliced(
        1,
        1,
        renewed(all[1], words('Care ')),
        paragraph('is'),
        paragraph('human work.'),
      ),
    ['replace 1: paragraph,paragraph,paragraph: Care is human work. → Care \nis\nhuman work.'],
  ],
  [
    'two paragraphs joined',
    (all) => all.toSpliced(1, 2, renewed(all[1], words('Care is human work.Machines may help.'))),
    [
      'replace 1,2: paragraph: Care is human work.\nMachines may help. → Care is human work.Machines may help.',
    ],
  ],
  [
    'words in a block, and a new one after it',
    (all) => all.toSpliced(1, 1, renewed(all[1], words('Care is work.')), paragraph('New.')),
    ['changed 1: Care is human work. → Care is work.', 'insert after 1: paragraph:  → New.'],
  ],
  [
    'a block carried elsewhere',
    (all) => [...all.toSpliced(1, 1), ...all.slice(1, 2)],
    ['delete 1: : Care is human work. → ', 'insert after 6: paragraph:  → Care is human work.'],
  ],
  [
    'a new item',
    (all) =>
      all.with(3, renewed(all[3], ...(all[3]?.content ?? []), ...(list('Three').content ?? []))),
    ['insert after -1: listItem:  → Three'],
  ],
  [
    'words in a cell',
    (all) => all.with(4, JSON.parse(JSON.stringify(all[4]).replace('"2"', '"3"')) as JSONContent),
    ['changed -1: 2 → 3'],
  ],
  [
    'a new row',
    (all) =>
      all.with(
        4,
        renewed(all[4], ...(all[4]?.content ?? []), ...(table(['3', '4']).content ?? [])),
      ),
    ['replace 4: table: A\nB\n1\n2 → A\nB\n1\n2\n3\n4'],
  ],
])('[P6] what is told of %s', (_what, change, expected) => {
  expect(changesOf(change)).toEqual(expected);
});
