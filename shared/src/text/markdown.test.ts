import { expect, test } from 'vitest';

import type { JSONContent } from './content.ts';
import { block, hardBreak, heading, list, paragraph, table, words } from './fixture.ts';
import { toMarkdown } from './markdown.ts';

const bold = { type: 'bold' };
const italic = { type: 'italic' };
const link = (href: string, title?: string) => ({
  type: 'link',
  attrs: { href, ...(title && { title }) },
});

function written(...blocks: readonly JSONContent[]): string {
  return toMarkdown(block('doc', ...blocks)).trimEnd();
}

test.each([
  ['1. x', '1\\. x'],
  ['1) x', '1\\) x'],
  ['1.x', '1.x'],
  ['# x', '\\# x'],
  ['#x', '#x'],
  ['- x', '\\- x'],
  ['-x', '-x'],
  ['---', '\\---'],
  ['+ x', '\\+ x'],
  ['> x', '\\> x'],
  ['| a | b |', '\\| a | b |'],
  ['a * b _c_ d_e `f` ~g~ [h] \\i', 'a \\* b \\_c\\_ d_e \\`f\\` \\~g\\~ \\[h\\] \\\\i'],
  ['x < y, <b>, R&D, &copy;', 'x < y, \\<b>, R&D, \\&copy;'],
  ['    four spaces', 'four spaces'],
  ['[^1]: note', '\\[^1\\]: note'],
])('%j is written %j', (text, markdown) => {
  expect(written(paragraph(text))).toBe(markdown);
});

test('signs that only count where a line begins are kept from it after a break too', () => {
  expect(written(paragraph('a', hardBreak, '# b', hardBreak, '2. c'))).toBe('a\\\n\\# b\\\n2\\. c');
  expect(written(heading(2, '1. Objectives'))).toBe('## 1. Objectives');
});

test('breaks at the end of a block are left out; in a heading they are tags', () => {
  expect(written(paragraph('a', hardBreak, hardBreak))).toBe('a');
  const titled = { ...block('heading', words('a'), hardBreak, words('b')), attrs: { level: 3 } };
  expect(written(titled)).toBe('### a<br>b');
});

test('marks are signs where they lean on a word and tags where they do not', () => {
  expect(written(paragraph('a ', words('b', bold), ' ', words('c', italic)))).toBe('a **b** *c*');
  expect(written(paragraph('a', words('b', bold), 'c'))).toBe('a**b**c');
  expect(written(paragraph(words('Step 2:', bold), 'then'))).toBe('<strong>Step 2:</strong>then');
  expect(written(paragraph('see', words('(this)', italic), '.'))).toBe('see<em>(this)</em>.');
  expect(written(paragraph(words('spaced ', bold), 'out'))).toBe('**spaced** out');
  expect(written(paragraph('x', words('2', { type: 'superscript' })))).toBe('x<sup>2</sup>');
});

test('addresses of links may hold brackets; a link that reads as its address is written once', () => {
  expect(written(paragraph(words('x', link('https://a.org/b_(c)'))))).toBe(
    '[x](https://a.org/b_\\(c\\))',
  );
  expect(written(paragraph(words('x', link('https://a.org', 'the "A"'))))).toBe(
    '[x](https://a.org "the \\"A\\"")',
  );
  expect(
    written(paragraph('see ', words('https://a.org/b_c', link('https://a.org/b_c')), '.')),
  ).toBe('see <https://a.org/b_c>.');
});

test('lists nest, and two in a row stay two', () => {
  const deep = list([
    paragraph('one'),
    list([paragraph('two'), list([paragraph('three'), list('four')])]),
  ]);
  expect(written(deep)).toBe('- one\n  - two\n    - three\n      - four');
  expect(written(list('a'), list('b'), list('c'))).toBe('- a\n\n\n* b\n\n\n- c');
});

test('an ordered list begins with its number', () => {
  const items = ['x', 'y', 'z'].map((item) => block('listItem', paragraph(item)));
  const ordered = { ...block('orderedList', ...items), attrs: { start: 9 } };
  expect(written(ordered)).toBe(' 9. x\n10. y\n11. z');
});

test('a table is one line a row, with bars in its words kept from being borders', () => {
  expect(written(table(['Phase', 'What'], ['a | b', 'c']))).toBe(
    '| Phase | What |\n| --- | --- |\n| a \\| b | c |',
  );
});

test('a cell of several blocks is one line with breaks, and a wide cell is followed by empty ones', () => {
  const wide = {
    ...block('tableCell', paragraph('a', hardBreak, 'b'), list('c')),
    attrs: { colspan: 2 },
  };
  expect(written(block('table', block('tableRow', wide)))).toBe(
    '| a<br>b<br>c |  |\n| --- | --- |',
  );
});
