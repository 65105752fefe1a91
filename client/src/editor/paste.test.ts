// @vitest-environment jsdom
import { fitsContent } from '@gloss/shared/text/check';
import type { JSONContent } from '@gloss/shared/text/content';
import { toPlain } from '@gloss/shared/text/plain';
import { schema } from '@gloss/shared/text/schema';
import { DOMParser as TextParser } from '@tiptap/pm/model';
import { describe, expect, test } from 'vitest';

import { cleanPasted } from './paste.ts';

describe('from Word', () => {
  const item = (level: number, marker: string, words: string, list = 'l0') =>
    `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:${list} level${level} lfo1'><![if !supportLists]><span lang=EN-GB style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=EN-GB>${words}<o:p></o:p></span></p>`;
  const page = (body: string) =>
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

  test('paragraphs, headings and marks stay, styling and empty lines go', () => {
    const html = page(
      `<p class=MsoTitle><span lang=EN-GB>A strategy<o:p></o:p></span></p><h1>Why<o:p></o:p></h1><p class=MsoNormal style='margin-bottom:8.0pt'><span lang=EN-GB style='color:red'>Plain, <b>bold</b> and <i style='mso-bidi-font-style:normal'>slanted</i>.<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>`,
    );
    expect(parsed(html)).toEqual([
      'heading: A strategy',
      'heading: Why',
      'paragraph: Plain, *bold* and /slanted/.',
    ]);
  });

  test('drawn bullets become lists, as deep as they were drawn', () => {
    const html = page(
      item(1, '·', 'One') +
        item(2, 'o', 'Under one') +
        item(1, '·', 'Two') +
        `<p class=MsoNormal>After</p>`,
    );
    expect(parsed(html)).toEqual([
      'bulletList > listItem > paragraph: One',
      'bulletList > listItem > bulletList > listItem > paragraph: Under one',
      'bulletList > listItem > paragraph: Two',
      'paragraph: After',
    ]);
  });

  test('drawn numbers become numbered lists that begin where they began', () => {
    const html = page(item(1, '3.', 'Three') + item(1, '4.', 'Four'));
    expect(parsed(html)).toEqual([
      'orderedList > listItem > paragraph: Three',
      'orderedList > listItem > paragraph: Four',
    ]);
    expect(cleanPasted(html)).toContain('<ol start="3">');
  });

  test('tables keep their rows, cells and spans', () => {
    const html = page(
      `<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=200 colspan=2 valign=top style='border:solid'><p class=MsoNormal><b>Head<o:p></o:p></b></p></td></tr><tr><td><p class=MsoNormal>a<o:p></o:p></p></td><td><p class=MsoNormal>b</p></td></tr></table>`,
    );
    expect(parsed(html)).toEqual([
      'table > tableRow > tableCell > paragraph: *Head*',
      'table > tableRow > tableCell > paragraph: a',
      'table > tableRow > tableCell > paragraph: b',
    ]);
    expect(cleanPasted(html)).toContain('colspan="2"');
  });
});

describe('from Google Docs', () => {
  test('the wrapper that is bold only by name is taken off, looks become marks', () => {
    const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt;font-weight:400;">Ambitions</span></h2><p dir="ltr"><span style="font-weight:400;">Plain </span><span style="font-weight:700;">bold</span><span style="font-style:italic;"> slanted</span><span style="text-decoration:underline;"> lined</span><span style="text-decoration:line-through;"> struck</span><span style="font-size:0.6em;vertical-align:super;">2</span></p><br /><p dir="ltr"><a href="https://example.org" style="text-decoration:none;"><span style="text-decoration:underline;">a link</span></a></p></b>`;
    expect(parsed(html)).toEqual([
      'heading: Ambitions',
      'paragraph: Plain *bold*/ slanted/_ lined_~ struck~^2^',
      'paragraph: [a link]',
    ]);
  });

  test('lists beside their items go under the item before', () => {
    const html = `<b style="font-weight:normal"><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Under</span></p></li></ul></ul></b>`;
    expect(parsed(html)).toEqual([
      'bulletList > listItem > paragraph: One',
      'bulletList > listItem > bulletList > listItem > paragraph: Under',
    ]);
  });
});

describe('from web pages', () => {
  test('nothing runs and no picture is fetched', () => {
    const html = `<p onclick="alert(1)">Hello <img src=x onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">there</a><iframe src="https://example.org"></iframe></p><svg><script>alert(1)</script></svg>`;
    const clean = cleanPasted(html);
    expect(clean).not.toMatch(/alert|img|iframe|svg|onclick|javascript/);
    expect(parsed(html)).toEqual(['paragraph: Hello there']);
  });

  test('blocks the text has no word for become paragraphs; no word is lost and none run together', () => {
    const html = `<main><header><h5>Small head</h5></header><section>One<div>two</div></section><dl><dt>Term</dt><dd>Meaning</dd></dl><figure><figcaption>Caption</figcaption></figure><details><summary>More</summary>inside</details><article><custom-tag>own</custom-tag></article><form><button>Press</button></form></main>`;
    expect(parsed(html)).toEqual([
      'heading: Small head',
      'paragraph: One',
      'paragraph: two',
      'paragraph: Term',
      'paragraph: Meaning',
      'paragraph: Caption',
      'paragraph: More',
      'paragraph: inside',
      'paragraph: own',
      'paragraph: Press',
    ]);
  });

  test('a caption stands before its table, preformatted lines stay lines', () => {
    const html = `<table><caption>Phases</caption><thead><tr><th>When</th></tr></thead><tbody><tr><td>Spring</td></tr></tbody></table><pre>a\n  b</pre>`;
    expect(parsed(html)).toEqual([
      'paragraph: Phases',
      'table > tableRow > tableHeader > paragraph: When',
      'table > tableRow > tableCell > paragraph: Spring',
      'paragraph: a|\u00A0\u00A0b',
    ]);
  });
});

test('what was copied from the text itself is kept as it is', () => {
  const html = `<h2 data-bid="abcdefgh" data-pm-slice="1 1 []">Ambitions</h2><p data-bid="ijklmnop">for <strong>all</strong></p>`;
  expect(cleanPasted(html)).toBe(html);
});

/** One line per paragraph or heading of the text: where it stands, and its words with marks as signs. */
function parsed(html: string): string[] {
  const holder = document.createElement('div');
  holder.innerHTML = cleanPasted(html);
  const signs: Record<string, readonly [string, string]> = {
    bold: ['*', '*'],
    italic: ['/', '/'],
    underline: ['_', '_'],
    strike: ['~', '~'],
    superscript: ['^', '^'],
    link: ['[', ']'],
  };
  const lines: string[] = [];
  const text = TextParser.fromSchema(schema).parse(holder);
  text.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const $inside = text.resolve(pos + 1);
    const path = Array.from({ length: $inside.depth }, (_, at) => $inside.node(at + 1).type.name);
    let words = '';
    node.forEach((part) => {
      const around = part.marks.map((mark) => signs[mark.type.name] ?? ['', '']);
      const open = around.map(([sign]) => sign).join('');
      const close = around
        .map(([, sign]) => sign)
        .toReversed()
        .join('');
      words += open + (part.isText ? (part.text ?? '') : '|') + close;
    });
    lines.push(`${path.join(' > ')}: ${words}`);
    return false;
  });
  return lines;
}

describe('what a draft may hold', () => {
  const fits = (html: string) => {
    const element = document.createElement('div');
    element.innerHTML = cleanPasted(html);
    const content = TextParser.fromSchema(schema).parse(element).toJSON() as JSONContent;
    expect(toPlain(content)).toContain('word');
    return fitsContent(content);
  };

  const pages = [
    '<ol start="-3"><li>word</li></ol>',
    '<ol start="abc"><li>word</li></ol>',
    '<ol start="1000001"><li>word</li></ol>',
    '<ol type="disc"><li>word</li></ol>',
    '<table><tr><td colspan="0">word</td></tr></table>',
    '<table><tr><td colspan="900">word</td><td rowspan="9000">b</td></tr></table>',
    `<a href="https://a.org" title="${'t'.repeat(1001)}">word</a>`,
    `<p data-pm-slice="1 1 []" data-bid="${'b'.repeat(65)}">word</p>`,
    '<ol data-pm-slice="3 3 []" start="-1"><li><p>word</p></li></ol>',
    `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>99999999.</span>word</p>`,
  ];
  test.each(pages.map((html) => ({ shown: html.slice(0, 50), html })))(
    '[E7] $shown is brought into bounds, or the server would refuse what is written there',
    ({ html }) => {
      expect(fits(html)).toBe(true);
    },
  );

  test.each([
    ['too wide', `<tr>${'<td>word</td>'.repeat(101)}</tr>`],
    [
      'wider than its cells',
      `<tr><td colspan=90>word</td></tr>${'<tr><td>word</td></tr>'.repeat(110)}`,
    ],
  ])('[E7] a table that is %s for any editor is pasted as paragraphs', (_what, rows) => {
    expect(fits(`<p>word</p><table>${rows}</table>`)).toBe(true);
    expect(cleanPasted(`<table>${rows}</table>`)).not.toContain('<td');
  });
});
