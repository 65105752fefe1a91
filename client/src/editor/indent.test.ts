import { schema } from '@gloss/shared/text/schema';
import type { Node as TextNode } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';

import { listLevel, mayIndent } from './indent.ts';

/** Items by depth: `a` beside `b`, `c` under `b` … */
const nested = list(
  item('a'),
  item('b', list(item('c'), item('d', list(item('e'), item('f', list(item('g'), item('h'))))))),
);

test('the level counts the lists around the caret', () => {
  expect(listLevel(caretIn(nested, 'a'))).toBe(1);
  expect(listLevel(caretIn(nested, 'h'))).toBe(4);
  expect(listLevel(caretIn(schema.node('paragraph', null, schema.text('p')), 'p'))).toBe(0);
});

test('the first item of a list does not go deeper', () => {
  expect(mayIndent(caretIn(nested, 'a'))).toBe(false);
});

test('an item of the fourth level does not go deeper', () => {
  expect(mayIndent(caretIn(nested, 'h'))).toBe(false);
});

test('an item goes deeper while what hangs from it stays within four levels', () => {
  const two = list(item('a'), item('b', list(item('c'))));
  expect(mayIndent(caretIn(two, 'b'))).toBe(true);
  expect(mayIndent(caretIn(nested, 'b'))).toBe(false);
});

function list(...items: TextNode[]): TextNode {
  return schema.node('bulletList', null, items);
}

function item(words: string, ...rest: TextNode[]): TextNode {
  return schema.node('listItem', null, [
    schema.node('paragraph', null, schema.text(words)),
    ...rest,
  ]);
}

function caretIn(block: TextNode, words: string): EditorState {
  const text = schema.node('doc', null, [block]);
  let pos = 0;
  text.descendants((node, at) => {
    if (node.text === words) pos = at;
  });
  return EditorState.create({ doc: text, selection: TextSelection.create(text, pos) });
}
