import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { outlineOf } from '@gloss/shared/text/outline';
import { schema } from '@gloss/shared/text/schema';
import { EditorState } from '@tiptap/pm/state';
import type { DecorationSet } from '@tiptap/pm/view';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { numbering, sectionNumbersPlugin } from './section-numbers.ts';

const text = new Y.Doc();
fillBody(text, {
  type: 'doc',
  content: [heading(1, 'A strategy'), heading(2, 'Why'), heading(3, 'People'), heading(2, 'How')],
});
const sections = outlineOf(bodyOf(text));
const plugin = sectionNumbersPlugin();
let state: EditorState;

beforeEach(() => {
  state = EditorState.create({
    doc: yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema),
    plugins: [plugin],
  });
});

test('headings carry the numbers of the outline; the title of the document has none', () => {
  tell();
  expect(shown()).toEqual(['1 Why', '1.1 People', '2 How']);
});

test('a number stays with its heading when words are written before it', () => {
  tell();
  state = state.apply(state.tr.insertText('Towards ', 1));
  expect(shown()).toEqual(['1 Why', '1.1 People', '2 How']);
});

test('a heading that became a paragraph loses its number at once', () => {
  tell();
  const at = state.doc.firstChild?.nodeSize ?? 0;
  state = state.apply(state.tr.setNodeMarkup(at, schema.nodes['paragraph'], { bid: 'x' }));
  expect(shown()).toEqual(['1.1 People', '2 How']);
});

test('numbers that are shown already ask for no transaction', () => {
  tell();
  expect(numbering(state, sections)).toBeNull();
  expect(numbering(state, sections.slice(1))).toBeNull();
  expect(numbering(state, sections.slice(2))).not.toBeNull();
});

function tell(): void {
  const transaction = numbering(state, sections);
  if (transaction) state = state.apply(transaction);
}

function shown(): string[] {
  const drawn = plugin.props.decorations?.call(plugin, state) as DecorationSet;
  return drawn
    .find()
    .map(({ from, to, spec }) => `${spec['data-number']} ${state.doc.textBetween(from, to)}`);
}

function heading(level: number, words: string) {
  return { type: 'heading', attrs: { level }, content: [{ type: 'text', text: words }] };
}
