import { MarkdownSerializer } from 'prosemirror-markdown';
import { expect, test } from 'vitest';

import { bodyOf } from './body.ts';
import type { JSONContent } from './content.ts';
import { contentOf } from './content.ts';
import { block, dice, hardBreak, heading, list, paragraph, richText, words } from './fixture.ts';
import { withoutStop } from './in-steps.ts';
import { serialized } from './markdown-state.ts';
import { serializer, toMarkdown } from './markdown.ts';
import { schema } from './schema.ts';

const pieces = [
  'word',
  ' two words ',
  '!',
  '[',
  '1. ',
  '- ',
  '#',
  '**',
  '\\',
  '|',
  '\n',
  ' ',
  '🏥',
];
const marks = ['bold', 'italic', 'strike', 'underline', 'superscript'];

type Roll = ReturnType<typeof dice>;

function textblock(roll: Roll, type = 'paragraph'): JSONContent {
  const inline = () => {
    if (roll(7) === 0) return hardBreak;
    const text = Array.from({ length: 1 + roll(3) }, () => pieces[roll(pieces.length)]).join('');
    const link = { type: 'link', attrs: { href: 'https://a.org', title: roll(2) ? 'A' : null } };
    const on = marks.filter(() => roll(4) === 0).map((name) => ({ type: name }));
    return words(text, ...(roll(5) === 0 ? [link] : []), ...on);
  };
  return block(type, ...Array.from({ length: roll(5) }, inline));
}

function blocks(roll: Roll, depth: number): JSONContent[] {
  const some = (make: () => JSONContent) => Array.from({ length: 1 + roll(3) }, make);
  const item = () =>
    block('listItem', textblock(roll), ...(roll(2) && depth ? blocks(roll, depth - 1) : []));
  const cell = (type: string) => ({
    ...block(type, ...(depth ? blocks(roll, 0) : [textblock(roll)])),
    attrs: { colspan: 1 + roll(2) },
  });
  const row = () => block('tableRow', ...some(() => cell(roll(2) ? 'tableCell' : 'tableHeader')));
  const kinds: (() => JSONContent)[] = [
    () => textblock(roll),
    () => ({ ...textblock(roll, 'heading'), attrs: { level: 1 + roll(4) } }),
    () => block('bulletList', ...some(item)),
    () => ({ ...block('orderedList', ...some(item)), attrs: { start: roll(12) } }),
    () => block('blockquote', ...(depth ? blocks(roll, depth - 1) : [textblock(roll)])),
    () => block('horizontalRule'),
    () => block('table', ...some(row)),
  ];
  // Often the same kind again: what stands between two lists is a rule of its own.
  let kind = roll(kinds.length);
  return Array.from({ length: 1 + roll(4) }, () => {
    if (roll(2) === 0) kind = roll(kinds.length);
    return (kinds[kind] ?? (() => paragraph()))();
  });
}

test('texts of every kind are written byte for byte as the library writes them (seeds 1 to 400)', () => {
  const texts = [contentOf(bodyOf(richText()))];
  for (let seed = 1; seed <= 400; seed += 1) texts.push(block('doc', ...blocks(dice(seed), 3)));
  for (const [seed, content] of texts.entries()) {
    const text = schema.nodeFromJSON(content);
    for (const tightLists of [true, false]) {
      const ours = withoutStop(serialized(serializer, text, { tightLists }));
      expect([seed, ours]).toEqual([seed, serializer.serialize(text, { tightLists })]);
    }
  }
});

test('[N2] what is asked about at every block is its own end, however long the text', () => {
  let longest = 0;
  let asked = 0;
  const watched = Object.entries(serializer.nodes).map(([name, write]) => [
    name,
    (...given: Parameters<typeof write>) => {
      asked += 1;
      longest = Math.max(longest, (given[0] as unknown as { out: string }).out.length);
      write(...given);
    },
  ]);
  const watching = new MarkdownSerializer(
    Object.fromEntries(watched) as typeof serializer.nodes,
    serializer.marks,
    serializer.options,
  );
  const line = paragraph('Ten words are in this line, and then it ends.');
  const lines = Array.from({ length: 200 }, () => line);
  const text = block(
    'doc',
    ...lines,
    list(...lines.map((each) => [each])),
    block('blockquote', ...lines),
    block(
      'paragraph',
      ...lines.map((_, at) => words(`Run ${at} `, ...(at % 2 ? [{ type: 'bold' }] : []))),
    ),
  );
  withoutStop(serialized(watching, schema.nodeFromJSON(text)));
  expect(asked).toBeGreaterThan(1000);
  expect(longest).toBeLessThan(100);
});

test('[N2] white space in bold words is searched once, and not once for each of its characters', () => {
  const written = toMarkdown(
    block('doc', paragraph(words(`from${' '.repeat(10_000)}to`, { type: 'bold' }), '.')),
  );
  expect(written).toMatch(/^\*\*from {100}to\*\*\.\n$/);
});

function many<Value>(count: number, make: (at: number) => Value): Value[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

test.each<[string, () => JSONContent[]]>([
  ['40,000 paragraphs', () => many(40_000, (at) => paragraph(`Line ${at}.`))],
  ['40,000 items', () => [block('blockquote', list(...many(40_000, (at) => `Item ${at}.`)))]],
  ['40,000 lists', () => many(40_000, (at) => list(`List ${at}.`))],
  [
    '80,000 breaks',
    () => [block('paragraph', ...many(80_000, () => hardBreak)), heading(1, 'End')],
  ],
])('[N2] %s are written before the test is out of time', (_what, text) => {
  expect(toMarkdown(block('doc', ...text())).trim().length).toBeGreaterThan(4);
});
