/** What comes in from a file passes the check that every later edit of it has to pass. */
import { bodyOf } from '@gloss/shared/text/body';
import { checkBlocks, fitsContent } from '@gloss/shared/text/check';
import type { JSONContent } from '@gloss/shared/text/content';
import { contentOf, fillBody, firstWords } from '@gloss/shared/text/content';
import { block, dice, list, paragraph, textOf } from '@gloss/shared/text/fixture';
import { countWords, toPlain } from '@gloss/shared/text/plain';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { readFile } from './read-file.ts';
import { revisionOf } from './revision.ts';

async function read(text: string, name: string): Promise<JSONContent> {
  const ruling = await readFile({ name, bytes: new TextEncoder().encode(text) });
  if (!ruling.ok) throw new Error(`${ruling.refusal.sentence} ${text}`);
  return ruling.value.content;
}

/** Whether all blocks of a draft made of this content, and of one revised to it, could be edited. */
function isEditable(content: JSONContent): boolean {
  const made = new Y.Doc();
  Y.applyUpdate(made, firstWords(content).update);
  const revised = textOf(paragraph('Something else.'), list('stood', 'here'));
  const { update } = revisionOf(Y.encodeStateAsUpdate(revised), content);
  if (update) Y.applyUpdate(revised, update);
  return [made, revised].every((doc) => checkBlocks(bodyOf(doc), [bodyOf(doc)]).ok);
}

const cells = (attributes: string) =>
  `<table><tr><td ${attributes}>word</td><td>b</td></tr></table>`;

const files: [string, string, RegExp][] = [
  ['a.html', '<ol type="disc"><li>word</li></ol>', /"orderedList"/],
  ['a.html', '<ol type="i"><li>word</li></ol>', /"type":"i"/],
  ['a.html', '<ol start="-3"><li>word</li></ol>', /"start":0/],
  ['a.html', '<ol start="abc"><li>word</li></ol>', /"orderedList"/],
  ['a.html', '<ol start="2.5e9"><li>word</li></ol>', /"orderedList"/],
  ['a.html', cells('colspan="0"'), /"colspan":1/],
  ['a.html', cells('colspan="1000" rowspan="70000"'), /word/],
  ['a.html', cells('colspan="x" rowspan="-1"'), /"rowspan":1/],
  [
    'a.html',
    `<a href="https://a.org" title="${'🏥'.repeat(600)}!">word</a>`,
    /"title":"(?:🏥){500}"/,
  ],
  ['a.html', `<a href="https://a.org/${'x'.repeat(3000)}">word</a>`, /"text":"word"/],
  ['a.md', '1000001. word', /"start":1000000/],
  ['a.md', '999999999) word', /"orderedList"/],
  ['a.md', `[word](https://a.org "${'t'.repeat(1001)}")`, /"title":"t{1000}"/],
];

test.each(
  files.map(([name, text, becomes]) => ({ name, shown: text.slice(0, 50), text, becomes })),
)(
  '[I1] $name with $shown comes in as what every edit may touch',
  async ({ name, text, becomes }) => {
    const content = await read(text, name);
    expect(toPlain(content)).toContain('word');
    expect(JSON.stringify(content)).toMatch(becomes);
    expect(isEditable(content)).toBe(true);
  },
);

test.each<[string, string]>([
  ['too wide', `<tr>${'<td>word</td>'.repeat(101)}</tr>`],
  ['too long', '<tr><td>word</td></tr>'.repeat(10_001)],
  [
    'wider than its cells',
    `<tr>${'<td colspan=200>word</td>'.repeat(50)}</tr>${'<tr><td>word</td></tr>'.repeat(400)}`,
  ],
])(
  '[I1] a table that is %s for any editor comes in as paragraphs, all words of it',
  async (_what, rows) => {
    const content = await read(`<p>before<table>${rows}</table><p>after`, 'a.html');
    expect(new Set(content.content?.map(({ type }) => type))).toEqual(new Set(['paragraph']));
    expect(countWords(toPlain(content))).toBe(rows.split('word').length + 1);
    expect(isEditable(content)).toBe(true);
  },
  60_000,
);

const odd = [
  '',
  '0',
  '-3',
  '1',
  '2',
  '7',
  '199',
  '201',
  '1001',
  '1e9',
  '2.5',
  'abc',
  'NaN',
  'Infinity',
];
const stranger = [
  'disc',
  'A',
  'a',
  'I',
  'i',
  '1',
  'x'.repeat(1500),
  '🏥'.repeat(700),
  'javascript:x()',
];

test('[I1] whatever values the attributes of a page have, the draft can be edited (seeds 1 to 150)', async () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const roll = dice(seed);
    const pick = (from: readonly string[]) => from[roll(from.length)] ?? '';
    const names = [
      'start',
      'type',
      'colspan',
      'rowspan',
      'title',
      'align',
      'colwidth',
      'data-bid',
      'level',
    ];
    const some = () =>
      names
        .filter(() => roll(2) === 0)
        .map((name) => ` ${name}="${pick([...odd, ...stranger])}"`)
        .join('');
    const rows = () =>
      Array.from({ length: 1 + roll(6) }, () => {
        const row = Array.from({ length: 1 + roll(4) }, () => `<td${some()}>word</td>`);
        return `<tr>${row.join('')}</tr>`;
      }).join('');
    const inner = () => `<p${some()}><a href="https://a.org"${some()}>word</a></p>`;
    const kinds: (() => string)[] = [
      inner,
      () => `<ol${some()}><li${some()}>${inner()}<ol${some()}><li>word</li></ol></li></ol>`,
      () => `<h${1 + roll(6)}${some()}>word</h2>`,
      () => `<table${some()}>${rows()}</table>`,
      () => `<blockquote${some()}>${inner()}<table>${rows()}</table></blockquote>`,
    ];
    const page = Array.from(
      { length: 1 + roll(4) },
      () => kinds[roll(kinds.length)]?.() ?? '',
    ).join('');
    expect(isEditable(await read(page, 'a.html')), `seed ${seed}: ${page}`).toBe(true);
  }
});

test('[I2] content that no edit may touch is written into no draft', () => {
  const unfit = block('doc', {
    ...block('orderedList', block('listItem', paragraph('word'))),
    attrs: { start: -3 },
  });
  expect(fitsContent(unfit)).toBe(false);
  const doc = new Y.Doc();
  expect(() => fillBody(doc, unfit)).toThrow('no edit');
  const before = contentOf(bodyOf(textOf(paragraph('Stays.'))));
  const state = Y.encodeStateAsUpdate(textOf(paragraph('Stays.')));
  expect(() => revisionOf(state, unfit)).toThrow('does not fit');
  expect(toPlain(before)).toBe('Stays.');
  expect(bodyOf(doc).length).toBe(0);
});
