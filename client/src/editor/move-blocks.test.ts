import { schema } from '@gloss/shared/text/schema';
import type { Node as TextNode } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';

import { moveBlocks } from './move-blocks.ts';

const rule = schema.node('horizontalRule');
const text = schema.node('doc', null, [
  p('one'),
  p('two'),
  list(p('a'), p('b'), [p('c'), list(p('d'), p('e'))]),
  rule,
  schema.node('table', null, [
    schema.node('tableRow', null, [schema.node('tableCell', null, [p('x'), p('y')])]),
  ]),
]);

test('a block changes places with the one before it, or behind it', () => {
  expect(moved('two', -1)).toMatch(/^two\|one\|a\|b/);
  expect(moved('one', 1)).toMatch(/^two\|one\|a\|b/);
});

test('at an end of its siblings it stays', () => {
  expect(moved('one', -1)).toBeNull();
  expect(moved('e', 1)).toBeNull();
  expect(moved('a', -1)).toBeNull();
});

test('an item moves within its list, with all that hangs from it', () => {
  expect(moved('c', -1)).toContain('|a|c|d|e|b|');
  expect(moved('e', -1)).toContain('|c|e|d|');
});

test('a table moves as a whole, past what holds no words too', () => {
  expect(after('y', -1)?.doc.lastChild?.type).toBe(rule.type);
  expect(moved('one', 1, 'two')).toMatch(/^a\|b\|c\|d\|e\|one\|two/);
});

test('the caret stays at its letter', () => {
  for (const [words, step] of [
    ['two', -1],
    ['one', 1],
    ['c', -1],
  ] as const)
    expect(after(words, step)?.selection.$from.parent.textContent).toBe(words);
});

function moved(words: string, step: 1 | -1, until = words): string | null {
  const state = after(words, step, until);
  state?.doc.check();
  return state?.doc.textBetween(0, state.doc.content.size, '|') ?? null;
}

/** @returns the state after a step with these words selected; null where nothing moved. */
function after(words: string, step: 1 | -1, until = words): EditorState | null {
  let [from, to] = [0, 0];
  text.descendants((node, at) => {
    if (node.text === words) from = at;
    if (node.text === until) to = at + until.length;
  });
  let state = EditorState.create({ doc: text, selection: TextSelection.create(text, from, to) });
  const moves = moveBlocks(step)(state, (transaction) => (state = state.apply(transaction)));
  return moves ? state : null;
}

function p(words: string): TextNode {
  return schema.node('paragraph', null, schema.text(words));
}

function list(...items: (TextNode | TextNode[])[]): TextNode {
  return schema.node(
    'bulletList',
    null,
    items.map((content) => schema.node('listItem', null, content)),
  );
}
