import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { outlineOf } from '@gloss/shared/text/outline';
import { schema } from '@gloss/shared/text/schema';
import { EditorState } from '@tiptap/pm/state';
import { Decoration } from '@tiptap/pm/view';
import type { DecorationSet } from '@tiptap/pm/view';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { beforeEach, expect, test, vi } from 'vitest';
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

test.each([
  ['one edits it', false],
  ['others do, which replaces all of it', true],
])('numbers stay with their headings through edits of the text: %s', (_who, isReplaced) => {
  tell();
  const edits = [
    () => state.tr.insertText(' so', 8),
    () => state.tr.split(13),
    () => state.tr.delete(0, state.doc.firstChild?.nodeSize ?? 0),
    () => state.tr.insert(state.doc.content.size, state.doc.child(1).cut(0)),
    () => state.tr.delete(3, state.doc.content.size - 3),
    () => state.tr.setNodeMarkup(0, schema.nodes['paragraph'], { bid: 'x' }),
  ];
  for (const edit of edits) {
    const edited = edit();
    state = state.apply(
      isReplaced ? state.tr.replaceWith(0, state.doc.content.size, edited.doc.content) : edited,
    );
    expect(shown()).toEqual(expected());
  }
});

test('typing makes no number anew', () => {
  tell();
  const made = vi.spyOn(Decoration, 'node');
  state = state.apply(state.tr.insertText('x', state.doc.content.size - 1));
  state = state.apply(state.tr.insertText('x', 1));
  expect(made).not.toHaveBeenCalled();
  state = state.apply(state.tr.delete(0, state.doc.firstChild?.nodeSize ?? 0));
  expect(made).toHaveBeenCalled();
});

/** From the numbers told, whatever has become of their headings. */
function expected(): string[] {
  const numbers = new Map<string, string>(sections.map(({ bid, number }) => [bid, number]));
  const found: string[] = [];
  state.doc.forEach((block) => {
    const number = numbers.get(block.attrs['bid']);
    if (number && block.type.name === 'heading' && block.content.size > 0)
      found.push(`${number} ${block.textContent}`);
  });
  return found;
}

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
