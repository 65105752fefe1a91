/** Small real documents for this room's tests. */
import type { Node } from '@tiptap/pm/model';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

import { bodyOf } from './body.ts';
import type { JSONContent } from './content.ts';
import { fillBody } from './content.ts';
import type { Point } from './positions.ts';
import { lineOf, pointsIn } from './reading.ts';
import { schema } from './schema.ts';

type Inline = string | JSONContent;

/** @returns a text node, with marks if wanted. */
export function words(text: string, ...marks: NonNullable<JSONContent['marks']>): JSONContent {
  return { type: 'text', text, ...(marks.length > 0 && { marks }) };
}

/** @returns a paragraph of words and other inline nodes. */
export function paragraph(...inline: readonly Inline[]): JSONContent {
  return block(
    'paragraph',
    ...inline.map((piece) => (typeof piece === 'string' ? words(piece) : piece)),
  );
}

/** @returns a heading. */
export function heading(level: number, title: string): JSONContent {
  return { type: 'heading', attrs: { level }, ...(title && { content: [words(title)] }) };
}

/** @returns any node with children. */
export function block(type: string, ...content: readonly JSONContent[]): JSONContent {
  return { type, ...(content.length > 0 && { content: [...content] }) };
}

/** @returns a bullet list with one item for each of these. */
export function list(...items: readonly (string | JSONContent[])[]): JSONContent {
  const content = (item: string | JSONContent[]) =>
    typeof item === 'string' ? [paragraph(item)] : item;
  return block('bulletList', ...items.map((item) => block('listItem', ...content(item))));
}

/** @returns a table of words; the first row is its header. */
export function table(...rows: readonly (readonly string[])[]): JSONContent {
  const cell = (at: number) => (at === 0 ? 'tableHeader' : 'tableCell');
  return block(
    'table',
    ...rows.map((row, at) =>
      block(
        'tableRow',
        ...row.map((text) => block(cell(at), text ? paragraph(text) : paragraph())),
      ),
    ),
  );
}

/** @returns a line break within a block. */
export const hardBreak: JSONContent = { type: 'hardBreak' };

/** @returns a text document of these blocks. */
export function textOf(...blocks: readonly JSONContent[]): Y.Doc {
  const doc = new Y.Doc();
  fillBody(doc, block('doc', ...blocks));
  return doc;
}

/** A text with everything in it that the schema knows. */
export function richText(): Y.Doc {
  return textOf(
    heading(1, 'A strategy'),
    paragraph(
      'We want AI in health and care to be ',
      words('safe, fair', { type: 'bold' }),
      ' and useful.',
    ),
    paragraph(),
    heading(2, 'Aims'),
    paragraph(hardBreak, 'after a break', hardBreak, hardBreak, 'and after two', hardBreak),
    list('one', [paragraph('two'), list('two a', [paragraph('two b'), list('deep')])], 'three'),
    { type: 'orderedList', attrs: { start: 3 }, content: [block('listItem', paragraph('third'))] },
    { type: 'horizontalRule' },
    table(['Phase', 'What'], ['Listen', 'Ask people'], ['', 'empty beside']),
    block('blockquote', paragraph('They said so.'), list('and this')),
    paragraph('The 🏥 end', words('2', { type: 'superscript' }), '.'),
  );
}

/** @returns the text as an editor holds it. */
export function editorDocument(doc: Y.Doc): Node {
  return yXmlFragmentToProseMirrorRootNode(bodyOf(doc), schema);
}

/** @returns where some words stand for the first time. Throws where they do not. */
export function passageOf(doc: Y.Doc, wanted: string): { start: Point; end: Point } {
  const line = lineOf(bodyOf(doc));
  const from = line.words.indexOf(wanted);
  const points = from === -1 ? null : pointsIn(line, from, from + wanted.length);
  if (!points) throw new Error(`The text does not say "${wanted}".`);
  return points;
}

/** @returns a seeded source of whole numbers below `limit`: the same run every time. */
export function dice(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
