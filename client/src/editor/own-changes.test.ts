import { bodyOf } from '@gloss/shared/text/body';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf } from '@gloss/shared/text/content';
import { heading, paragraph, textOf, words } from '@gloss/shared/text/fixture';
import { schema } from '@gloss/shared/text/schema';
import { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';

import { originalsIn } from '../desk/originals.ts';
import { ownChanges } from './own-changes.ts';

const told = [
  heading(1, 'A strategy'),
  paragraph('Care is human work.'),
  paragraph('Machines may help.'),
  paragraph('Nobody is left to guess.'),
];

/** @returns what is drawn of a text whose blocks were changed so: what goes as [-…], what comes as [+…], in order. */
function drawn(change: (blocks: JSONContent[]) => readonly JSONContent[]): string {
  const shared = textOf(...told);
  const blocks = contentOf(bodyOf(shared)).content ?? [];
  const doc = Node.fromJSON(schema, { type: 'doc', content: change(structuredClone(blocks)) });
  const plugin = ownChanges(originalsIn(bodyOf(shared)).originals);
  const state = EditorState.create({ doc, plugins: [plugin] });
  const all = plugin.getState(state)?.find() ?? [];
  return all
    .toSorted((one, other) => one.from - other.from || one.to - other.to)
    .map(({ from, to, spec }) => {
      const key = (spec as { key?: string }).key?.replace('\u2029', '¶');
      return key === undefined ? `[+${doc.textBetween(from, to)}]` : `[${key}]`;
    })
    .join(' ')
    .replaceAll('[del:', '[-')
    .replaceAll('[ins:', '[+');
}

const said = (part: JSONContent | undefined, ...line: string[]): JSONContent => ({
  ...part,
  content: line.map((each) => words(each)),
});

test.each<[string, (blocks: JSONContent[]) => readonly JSONContent[], string]>([
  ['nothing', (all) => all, ''],
  ['a word', (all) => all.with(1, said(all[1], 'Care is hard work.')), '[-human] [+hard]'],
  ['a new paragraph', (all) => all.toSpliced(2, 0, paragraph('New.')), '[+New.]'],
  [
    'a paragraph broken in two',
    (all) => all.toSpliced(1, 1, said(all[1], 'Care is '), paragraph('human work.')),
    '[+¶]',
  ],
  [
    'a paragraph broken in three',
    (all) => all.toSpliced(1, 1, said(all[1], 'Care '), paragraph('is '), paragraph('human work.')),
    '[+¶] [+¶]',
  ],
  [
    'two paragraphs joined',
    (all) => all.toSpliced(1, 2, said(all[1], 'Care is human work.Machines may help.')),
    '[-¶]',
  ],
  [
    'a paragraph broken, and its end joined to the next one',
    (all) =>
      all.toSpliced(1, 2, said(all[1], 'Care is '), paragraph('human work.Machines may help.')),
    '[+¶] [-¶]',
  ],
  [
    'a paragraph broken, and a new one behind it',
    (all) =>
      all.toSpliced(1, 1, said(all[1], 'Care is '), paragraph('human work.'), paragraph('New.')),
    '[+¶] [+New.]',
  ],
  [
    'a paragraph deleted behind one with another word',
    (all) => all.toSpliced(1, 2, said(all[1], 'Care is hard work.')),
    '[-human] [+hard]',
  ],
])('[P6] of %s only what differs is drawn', (_what, change, expected) => {
  expect(drawn(change)).toBe(expected);
});
