import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { bodyOf } from './body.ts';
import { checkBlocks, fitsContent } from './check.ts';
import type { JSONContent } from './content.ts';
import { fillBody, isTooDeep } from './content.ts';
import { block, hardBreak, paragraph, richText, textOf } from './fixture.ts';

/** Whether a change to a rich text passes, judged by what it touched alone. */
function passes(change: (body: Y.XmlFragment, doc: Y.Doc) => void, doc = richText()): boolean {
  const body = bodyOf(doc);
  const before = new Set<unknown>(body.toArray());
  const touched = new Set<unknown>();
  doc.on('afterTransaction', ({ changed }: Y.Transaction) => {
    for (const part of changed.keys()) touched.add(part);
  });
  doc.transact(() => change(body, doc));
  const isWholeFine = checkBlocks(body, [body]).ok;
  // As the room does: new blocks are told as one change of the body, which is too much to judge at every Enter.
  if (touched.delete(body))
    for (const block of body.toArray()) if (!before.has(block)) touched.add(block);
  expect(checkBlocks(body, touched).ok).toBe(isWholeFine);
  return isWholeFine;
}

function element(
  name: string,
  attributes: Record<string, unknown> = {},
  ...children: (Y.XmlElement | Y.XmlText)[]
) {
  const made = new Y.XmlElement(name);
  // y-tiptap keeps values as they are, though Yjs types attributes as strings.
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
  made.insert(0, children);
  return made;
}

function nested(name: string, depth: number): Y.XmlElement {
  return depth === 0 ? element('paragraph') : element(name, {}, nested(name, depth - 1));
}

/** Nests elements one by one: as an update builds them, where no stack ends before ours does. */
function pile(body: Y.XmlFragment, name: string, depth: number): void {
  let within = body;
  for (let level = 0; level < depth; level += 1) {
    const next = element(name);
    within.push([next]);
    within = next;
  }
}

const text = (body: Y.XmlFragment) => (body.get(1) as Y.XmlElement).get(0) as Y.XmlText;

test('ordinary edits pass', () => {
  expect(passes(() => {})).toBe(true);
  expect(passes((body) => text(body).insert(3, 'words'))).toBe(true);
  expect(passes((body) => text(body).format(0, 4, { italic: {}, bold: {} }))).toBe(true);
  expect(
    passes((body) => text(body).format(0, 4, { link: { href: 'mailto:a@example.org' } })),
  ).toBe(true);
  expect(passes((body) => body.delete(2, 3))).toBe(true);
  expect(passes((body) => body.delete(0, body.length))).toBe(true);
  expect(
    passes((body) =>
      body.insert(1, [element('heading', { level: 4, bid: 'abc' }, new Y.XmlText('New'))]),
    ),
  ).toBe(true);
  expect(passes((body) => body.insert(0, [nested('blockquote', 20)]))).toBe(true);
});

test.each<[string, (body: Y.XmlFragment, doc: Y.Doc) => void]>([
  ['an unknown mark on one character', (body) => text(body).format(0, 1, { blink: {} })],
  ['a mark whose value is no object', (body) => text(body).format(0, 1, { bold: 'yes' })],
  [
    'a javascript link',
    (body) => text(body).format(0, 1, { link: { href: 'javascript:alert(1)' } }),
  ],
  [
    'a javascript link with a line break in it',
    (body) => text(body).format(0, 1, { link: { href: 'java\nscript:x' } }),
  ],
  [
    'a link with an unknown attribute',
    (body) => text(body).format(0, 1, { link: { href: '#a', onclick: 'x' } }),
  ],
  ['an embed', (body) => text(body).insertEmbed(0, { image: 'x' })],
  ['an unknown block', (body) => body.push([element('script')])],
  ['a block named like a property of all objects', (body) => body.push([element('constructor')])],
  [
    'a list item outside a list',
    (body) => body.push([element('listItem', {}, element('paragraph'))]),
  ],
  [
    'a paragraph right in a list',
    (body) => body.push([element('bulletList', {}, element('paragraph'))]),
  ],
  [
    'a paragraph in a paragraph',
    (body) => body.push([element('paragraph', {}, element('paragraph'))]),
  ],
  ['an empty quotation', (body) => body.push([element('blockquote')])],
  ['the last item of a list deleted', (body) => (body.get(6) as Y.XmlElement).delete(0, 1)],
  ['text right in the body', (body) => body.push([new Y.XmlText('bare')])],
  ['a heading of level 99', (body) => body.push([element('heading', { level: 99 })])],
  ['a heading of no level', (body) => body.push([element('heading', { level: null })])],
  ['a heading of level "2"', (body) => (body.get(3) as Y.XmlElement).setAttribute('level', '2')],
  ['an unknown attribute', (body) => body.push([element('paragraph', { style: 'x' })])],
  [
    'a block id of 65 characters',
    (body) => body.push([element('paragraph', { bid: 'x'.repeat(65) })]),
  ],
  ['a block id that is no text', (body) => body.push([element('paragraph', { bid: { a: 1 } })])],
  ['quotations forty deep', (body) => body.push([nested('blockquote', 40)])],
  ['quotations far too deep for any stack', (body) => pile(body, 'blockquote', 20_000)],
  ['a hook', (body) => body.push([new Y.XmlHook('x') as unknown as Y.XmlElement])],
  ['a map between the blocks', (body) => body.push([new Y.Map() as unknown as Y.XmlElement])],
  [
    'a map within a block',
    (body) => (body.get(1) as Y.XmlElement).push([new Y.Map() as unknown as Y.XmlElement]),
  ],
  ['another root', (_body, doc) => doc.getMap('elsewhere').set('a', 1)],
])('refused: %s', (_what, change) => {
  expect(passes(change)).toBe(false);
});

test('a list in a list gets text that no list takes, deep inside: refused', () => {
  expect(
    passes((body) =>
      ((body.get(5) as Y.XmlElement).get(1) as Y.XmlElement).push([new Y.XmlText('bare')]),
    ),
  ).toBe(false);
});

test('what was put in and deleted in the same update is not judged', () => {
  const change = (body: Y.XmlFragment) => {
    body.push([element('script')]);
    body.delete(body.length - 1, 1);
  };
  expect(passes(change)).toBe(true);
});

test('other blocks are not judged, and whatever is put beside them has to be a block', () => {
  const doc = textOf(paragraph('one'));
  const body = bodyOf(doc);
  body.push([element('script')]);
  expect(checkBlocks(body, [body.get(0)]).ok).toBe(true);
  body.push([new Y.XmlText('bare')]);
  expect(checkBlocks(body, [body.get(2)]).ok).toBe(false);
  expect(checkBlocks(body, [body]).ok).toBe(false);
});

test.each(['blockquote', 'horizontalRule', 'table', 'bulletList'])(
  'an empty text in the place of a block is refused, though no screen would show it: in a %s',
  (name) => {
    const there = (body: Y.XmlFragment) =>
      body.toArray().find((each) => each instanceof Y.XmlElement && each.nodeName === name);
    expect(passes((body) => (there(body) as Y.XmlElement).push([new Y.XmlText()]))).toBe(false);
  },
);

/** Quotations in one another, and in the innermost a paragraph that stands so deep. */
function quotedAt(depth: number, ...inline: readonly (string | JSONContent)[]): JSONContent {
  return depth === 1 ? paragraph(...inline) : block('blockquote', quotedAt(depth - 1, ...inline));
}

function innermostQuote(within: Y.XmlFragment): Y.XmlFragment {
  const first = within.get(0);
  const isQuote = first instanceof Y.XmlElement && first.nodeName === 'blockquote';
  return isQuote ? innermostQuote(first) : within;
}

test.each([
  { depth: 32, fits: true, are: 'taken' },
  { depth: 33, fits: false, are: 'refused' },
])('blocks that stand $depth deep in one another are $are', ({ depth, fits }) => {
  // From an editor: put in at once, and grown by the last of them alone.
  expect(passes((body) => body.push([nested('blockquote', depth - 1)]))).toBe(fits);
  const grown = textOf(quotedAt(depth - 1));
  expect(passes((body) => innermostQuote(body).push([nested('blockquote', 1)]), grown)).toBe(fits);
  // From a file; words are not one deeper than their paragraph, a line break is.
  const content = block('doc', quotedAt(depth, 'words'));
  const broken = block('doc', quotedAt(depth - 1, 'words', hardBreak));
  for (const each of [content, broken]) {
    expect(fitsContent(each)).toBe(fits);
    expect(isTooDeep(each)).toBe(!fits);
    const fill = () => fillBody(new Y.Doc(), each);
    if (fits) expect(fill).not.toThrow();
    else expect(fill).toThrow('nested too deep');
  }
});
