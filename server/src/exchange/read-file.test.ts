import { readFileSync } from 'node:fs';

import { bodyOf } from '@gloss/shared/text/body';
import { fitsContent } from '@gloss/shared/text/check';
import { contentOf, fillBody } from '@gloss/shared/text/content';
import type { JSONContent } from '@gloss/shared/text/content';
import { toHtml } from '@gloss/shared/text/html';
import { toMarkdown } from '@gloss/shared/text/markdown';
import { countWords, toPlain } from '@gloss/shared/text/plain';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { readFile } from './read-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function imported(text: string, name = 'draft.md') {
  const ruling = await readFile({ name, bytes: bytesOf(text) });
  if (!ruling.ok) throw new Error(ruling.refusal.sentence);
  expect(fitsContent(ruling.value.content)).toBe(true);
  return ruling.value;
}

async function plain(text: string, name?: string): Promise<string> {
  return toPlain((await imported(text, name)).content);
}

async function refused(name: string, bytes: Uint8Array): Promise<string> {
  const ruling = await readFile({ name, bytes });
  return ruling.ok ? 'imported' : ruling.refusal.code;
}

/** The kinds of nodes from the outside in, of the first branch. */
function branch(content: JSONContent | undefined): string[] {
  return content?.type ? [content.type, ...branch(content.content?.at(-1))] : [];
}

test('headings, lists to four levels, quotations, tables and rules keep their form', async () => {
  const { content } = await imported(
    [
      '# A',
      '',
      '- 1',
      '  - 2',
      '    - 3',
      '      - 4',
      '',
      '> q',
      '',
      '| a | b |',
      '|---|---|',
      '| c \\| d | e |',
      '',
      '---',
      '',
      '##### deep',
    ].join('\n'),
  );
  expect(content.content?.map(({ type }) => type)).toEqual([
    'heading',
    'bulletList',
    'blockquote',
    'table',
    'horizontalRule',
    'heading',
  ]);
  expect(branch(content.content?.[1]).filter((type) => type === 'bulletList')).toHaveLength(4);
  expect(content.content?.at(-1)?.attrs?.['level']).toBe(4);
  expect(toPlain(content)).toBe('A\n1\n2\n3\n4\nq\na\nb\nc | d\ne\ndeep');
});

test('marks and links keep their form; unsafe links lose their address and keep their words', async () => {
  const { content } = await imported(
    '**b** *i* ~~s~~ <u>u</u> <sub>1</sub> <sup>2</sup> [l](https://a.org/b_(c)) [j](javascript:alert(1)) <a href="java&#10;script:x">k</a>',
  );
  const marks = content.content?.[0]?.content?.flatMap((node) => node.marks ?? []) ?? [];
  expect(marks.map(({ type }) => type)).toEqual([
    'bold',
    'italic',
    'strike',
    'underline',
    'subscript',
    'superscript',
    'link',
  ]);
  expect(marks.at(-1)?.attrs).toMatchObject({ href: 'https://a.org/b_(c)' });
  expect(toPlain(content)).toBe('b i s u 1 2 l [j](javascript:alert(1)) k');
});

test('what looks like a sign and was escaped stays text', async () => {
  expect(await plain('1\\. x\n\n\\# x\n\n\\* y')).toBe('1. x\n# x\n* y');
  const { content } = await imported('1\\. x\n\n\\# x');
  expect(content.content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph']);
});

test('footnotes: references are superscripts, notes a list at the end, unreferenced notes are kept', async () => {
  const { content } = await imported(
    'Text[^a] and more.\n\n[^a]: The note.\n\n[^b]: Nobody refers to this.\n',
  );
  expect(content.content?.[0]?.content?.[1]?.marks?.map(({ type }) => type)).toContain(
    'superscript',
  );
  const list = content.content?.at(-1);
  expect(list?.type).toBe('orderedList');
  expect(toPlain(list ?? {})).toBe('The note.\nNobody refers to this.');
});

test('pictures leave their description, code its lines, captions their place', async () => {
  expect(await plain('![A chart of *need*](https://a.org/c.png)')).toBe('A chart of need');
  expect(await plain('```\none\n  two\n```')).toBe('one\ntwo');
  const page =
    '<table><caption>Who</caption><tr><td>a</td></tr></table><h6>t</h6><dl><dt>d</dt><dd>e</dd></dl>';
  expect(await plain(page, 'a.html')).toBe('Who\na\nt\nd\ne');
});

test('a page gives up its words and nothing of what it does', async () => {
  const page = `<!doctype html><html><head><title>Our &amp; plan</title><style>p{}</style></head>
    <body onload="x()"><script>evil()</script><div>bare <custom-tag>kept</custom-tag></div><p onclick="x()" style="color:red">two</p></body></html>`;
  const { title, content } = await imported(page, 'whatever.md');
  expect(title).toBe('Our & plan');
  expect(toPlain(content)).toBe('bare kept\ntwo');
  expect(JSON.stringify(content)).not.toMatch(/onclick|style|evil/);
});

test('the title is the only first-level heading, else what the page is called, else the file', async () => {
  expect((await imported('# The plan\n\ntext')).title).toBe('The plan');
  expect((await imported('# One\n\n# Two', 'C:\\my_draft-2.md')).title).toBe('my draft 2');
  expect((await imported(`# ${'long '.repeat(60)}`)).title.length).toBeLessThanOrEqual(200);
});

test('plain text is paragraphs and lines, and nothing in it is a sign', async () => {
  expect(await plain('# no heading\r\n<b>\r\n\r\n* no list', 'a.txt')).toBe(
    '# no heading\n<b>\n* no list',
  );
});

test('files in other encodings that name themselves are read', async () => {
  const latin = Uint8Array.from('<meta charset="windows-1252"><p>caf\u00e9', (letter) =>
    letter.charCodeAt(0),
  );
  const utf16 = new Uint8Array(Buffer.from('\ufeffWelsh: tŷ', 'utf16le'));
  for (const [name, bytes, text] of [
    ['a.html', latin, 'café'],
    ['a.txt', utf16, 'Welsh: tŷ'],
  ] as const) {
    const ruling = await readFile({ name, bytes });
    expect(ruling.ok && toPlain(ruling.value.content)).toBe(text);
  }
});

test.each([
  ['nothing.md', '', 'file-empty'],
  ['blank.md', ' \n\n ', 'file-empty'],
  ['signs.md', '---\n\n***', 'file-empty'],
  ['page.html', '<script>all()</script>', 'file-empty'],
  ['letter.docx', 'PK\u0003\u0004', 'file-unreadable'],
  ['letter.md', 'PK\u0003\u0004', 'file-unreadable'],
  ['paper.md', '%PDF-1.7', 'file-unreadable'],
  ['zero.md', 'a\0b', 'file-unreadable'],
  ['list.csv', 'a,b', 'file-unreadable'],
])('%s with %j is refused: %s', async (name, text, code) => {
  expect(await refused(name, bytesOf(text))).toBe(code);
});

test('bytes that are no text are refused', async () => {
  expect(await refused('a.md', new Uint8Array([0x89, 0x50, 0xff, 0xc3]))).toBe('file-unreadable');
});

test('tags nested deeper than any text are taken apart, and their words stay', async () => {
  const depth = 150;
  const html = `${'<blockquote>'.repeat(depth)}words here${'</blockquote>'.repeat(depth)}`;
  const { content } = await imported(html, 'deep.html');
  expect(toPlain(content)).toBe('words here');
  const doc = new Y.Doc();
  fillBody(doc, content);
  expect(toPlain(contentOf(bodyOf(doc)))).toBe('words here');
});

const strategy = readFileSync(new URL('../sample/strategy.md', import.meta.url), 'utf8');

test('the sample comes in with at least 3,000 words, and goes out and in again unchanged', async () => {
  const { content, title } = await imported(strategy);
  expect(title).toBe('AI in Health and Social Care: national strategy');
  expect(countWords(toPlain(content))).toBeGreaterThan(3000);
  expect((await imported(toMarkdown(content))).content).toEqual(content);
  expect(toPlain((await imported(toHtml(content, title), 'a.html')).content)).toBe(
    toPlain(content),
  );
});

const policyFile = '../shared/corpora/source-code-policy/draft.md';
const policy = read(new URL(`../../../${policyFile}`, import.meta.url));

// The policy is not part of the repository: a newcomer's clone has no such folder, and this is skipped by name.
test.skipIf(policy === null)(
  `every word of the real policy comes in, in order (${policyFile})`,
  async () => {
    const source = policy ?? '';
    const shown = wordsOf(textOf(new MarkdownIt({ html: true }).render(source)));
    const { content } = await imported(source);
    const kept = wordsOf(toPlain(content));
    expect(shown.length).toBeGreaterThan(6000);
    expect(kept.slice(0, shown.length)).toEqual(shown);
    // A picture stands at the end; its name is read where it stood.
    expect(kept.slice(shown.length).join(' ')).toBe('Software Procurement Analysis diagram');
    expect(toPlain((await imported(toMarkdown(content))).content)).toBe(toPlain(content));
    expect(toPlain((await imported(toHtml(content, 'x'), 'a.html')).content)).toBe(
      toPlain(content),
    );
  },
);

function read(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** What a browser would show of a page, by other means than ours. */
function textOf(html: string): string {
  return html
    .replaceAll(/<\/?(?:p|li|ul|ol|h\d|br|hr)\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter(Boolean);
}
