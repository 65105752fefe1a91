// @vitest-environment jsdom
/** What client/patches change in y-tiptap and prosemirror-view is about cost only: what is shown stays right. */
import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { schema, textExtensions } from '@gloss/shared/text/schema';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Node as TextNode } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import { ownCaretIn } from './own-caret.ts';

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

/** Two people at one text, each with an editor; what one writes waits until it is brought to the other. */
function pair() {
  const content = Array.from({ length: 8 }, (_, at) => paragraph(`Paragraph ${at} has words.`));
  const first = new Y.Doc();
  fillBody(first, { type: 'doc', content });
  return [first, new Y.Doc()].map((text, at) => {
    if (at === 1) Y.applyUpdate(text, Y.encodeStateAsUpdate(first));
    const editor = new Editor({
      element: document.createElement('div'),
      extensions: [
        ...textExtensions({ assignIds: true }),
        Collaboration.configure({ fragment: bodyOf(text) }),
        ownCaretIn(bodyOf(text)),
      ],
    });
    editors.push(editor);
    return { text, editor };
  }) as [Seat, Seat];
}

interface Seat {
  readonly text: Y.Doc;
  readonly editor: Editor;
}

test.each([1, 2, 3, 4, 5, 6])(
  'after any edits of two people each screen shows what a new one would: seed %i',
  (seed) => {
    expect(strayScreens(seed, () => undefined)).toEqual([]);
  },
);

test('control: a binding that forgets nothing of what changed shows something else', () => {
  const forgetNothing = ({ editor }: Seat) =>
    vi.spyOn(mappingOf(editor), 'delete').mockReturnValue(false);
  expect(strayScreens(1, forgetNothing)).not.toEqual([]);
});

test('a paragraph that somebody else drags over mine leaves the caret beside its letter', () => {
  const [mine, theirs] = pair();
  caretBehind(mine, 'Paragraph 3 has');
  moveBlock(theirs, 1, 6);
  bring(theirs, mine);
  expect(beforeCaret(mine)).toBe('Paragraph 3 has');
  // The paragraph itself is made anew where it is dropped; the words before the caret are the same.
  moveBlock(theirs, 2, 0);
  bring(theirs, mine);
  mine.editor.view.dispatch(mine.editor.state.tr.insertText('!'));
  bring(mine, theirs);
  expect(readingOf(theirs)).toEqual(readingOf(mine));
});

test('a caret at the beginning of a block stays there while somebody writes, and no other words are read for it', () => {
  const [mine, theirs] = pair();
  caretBehind(mine, '');
  const at = mine.editor.state.selection.head;
  expect(beforeCaret(mine)).toBe('');
  caretBehind(theirs, 'Paragraph 3');
  theirs.editor.view.dispatch(theirs.editor.state.tr.insertText('!'));
  const read = vi.spyOn(TextNode.prototype, 'textContent', 'get');
  bring(theirs, mine);
  // Those of the block the caret is in, before and after: whether it is the same.
  expect(read.mock.calls.length).toBeLessThanOrEqual(2);
  read.mockRestore();
  expect(mine.editor.state.selection.head).toBe(at + 1);
  expect(beforeCaret(mine)).toBe('');
});

test('Enter in the middle keeps every other paragraph the same Yjs element', () => {
  const [mine] = pair();
  const before = bodyOf(mine.text).toArray();
  caretBehind(mine, 'Paragraph 3');
  mine.editor.commands.splitBlock();
  const after = bodyOf(mine.text).toArray();
  expect(after).toHaveLength(before.length + 1);
  expect(after.filter((block) => before.includes(block))).toHaveLength(before.length);
});

test('a child gets exactly the decorations that reach into it', () => {
  const words = (from: number, to: number) =>
    Decoration.inline(from, to, { class: `c${from}-${to}` });
  const text = schema.node(
    'doc',
    null,
    ['one', 'two', 'three', 'four'].map((word) =>
      schema.node('paragraph', null, schema.text(word)),
    ),
  );
  const spans = [
    [2, 9],
    [1, 3],
    [7, 8],
    [1, 20],
    [13, 15],
    [18, 20],
  ] as const;
  const set = DecorationSet.create(
    text,
    spans.map(([from, to]) => words(from, to)),
  );
  text.forEach((child, offset) => {
    const [start, end] = [offset + 1, offset + child.nodeSize - 1];
    const expected = spans
      .filter(([from, to]) => from < end && to > start)
      .map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start]);
    const { forChild } = set as unknown as {
      forChild(at: number, node: unknown): DecorationSource;
    };
    const found = spansOf(forChild.call(set, offset, child));
    expect(found.toSorted(bySpan)).toEqual(expected.toSorted(bySpan));
  });
});

test('decorations are the same however they came into the set, nested and across blocks', () => {
  const cell = () =>
    schema.node('listItem', null, schema.node('paragraph', null, schema.text('item')));
  const blocks = Array.from({ length: 6 }, (_, at) =>
    at % 2 === 0
      ? schema.node('paragraph', null, schema.text('some words'))
      : schema.node('bulletList', null, [cell(), cell()]),
  );
  const text = schema.node('doc', null, blocks);
  const chance = chanceOf(7);
  const spans = Array.from({ length: 80 }, (_, at) => {
    const from = 1 + chance(text.content.size - 2);
    const to = Math.min(text.content.size, from + 1 + chance(at % 4 === 0 ? 40 : 6));
    return Decoration.inline(from, to, { class: 'c' }, { nth: at });
  });
  const atOnce = DecorationSet.create(text, [...spans]);
  const oneByOne = spans.reduce((set, span) => set.add(text, [span]), DecorationSet.empty);
  const namesIn = (set: DecorationSet) =>
    set
      .find()
      .map(({ from, to, spec }) => `${spec['nth']}: ${from} to ${to}`)
      .toSorted();
  const expected = spans.map(({ from, to, spec }) => `${spec['nth']}: ${from} to ${to}`).toSorted();
  expect(namesIn(atOnce)).toEqual(expected);
  expect(namesIn(oneByOne)).toEqual(expected);
  expect(namesIn(atOnce.remove(spans.slice(0, 40)))).toEqual(
    namesIn(DecorationSet.create(text, spans.slice(40))),
  );
});

interface DecorationSource {
  forEachSet(tell: (set: DecorationSet) => void): void;
}

function spansOf(source: DecorationSource): number[][] {
  const found: number[][] = [];
  source.forEachSet((set) => found.push(...set.find().map(({ from, to }) => [from, to])));
  return found;
}

function bySpan(one: readonly number[], other: readonly number[]): number {
  return (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);
}

/** @returns the rounds after which a screen did not show its text. */
function strayScreens(seed: number, prepare: (seat: Seat) => unknown): number[] {
  const seats = pair();
  for (const seat of seats) prepare(seat);
  const chance = chanceOf(seed);
  const stray: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    for (const seat of seats) edit(seat, chance);
    if (chance(2) === 0) {
      bring(seats[0], seats[1]);
      bring(seats[1], seats[0]);
    }
    if (seats.some((seat) => !isTrue(seat))) stray.push(round);
  }
  return stray;
}

function edit(seat: Seat, chance: (below: number) => number): void {
  const { editor } = seat;
  const { state } = editor;
  const at = 1 + chance(Math.max(1, state.doc.content.size - 2));
  editor.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at))));
  const acts = [
    () => editor.view.dispatch(editor.state.tr.insertText('x')),
    () => editor.commands.splitBlock(),
    () => editor.commands.joinBackward(),
    () => editor.commands.toggleHeading({ level: 2 }),
    () => editor.commands.toggleBulletList(),
    () => editor.commands.toggleBlockquote(),
    () => editor.commands.undo(),
    () => moveBlock(seat, chance(state.doc.childCount), chance(state.doc.childCount)),
    () =>
      editor.commands.setTextSelection({
        from: at,
        to: Math.min(at + 12, state.doc.content.size),
      }) && editor.commands.toggleBold(),
    () => state.doc.childCount > 6 && editor.commands.deleteNode('paragraph'),
  ];
  acts[chance(acts.length)]?.();
}

/** In one step, as dragging does. */
function moveBlock({ editor }: Seat, from: number, to: number): void {
  const { doc, tr } = editor.state;
  const starts: number[] = [];
  doc.forEach((_block, offset) => starts.push(offset));
  const block = doc.child(from);
  const start = starts[from] ?? 0;
  tr.delete(start, start + block.nodeSize);
  tr.insert(tr.mapping.map(starts[to] ?? doc.content.size), block);
  editor.view.dispatch(tr);
}

function bring(from: Seat, to: Seat): void {
  Y.applyUpdate(to.text, Y.encodeStateAsUpdate(from.text, Y.encodeStateVector(to.text)));
}

function isTrue({ text, editor }: Seat): boolean {
  return yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema).eq(
    schema.nodeFromJSON(editor.state.doc.toJSON()),
  );
}

function readingOf({ text }: Seat): string {
  return yXmlFragmentToProseMirrorRootNode(bodyOf(text), schema).textContent;
}

function mappingOf({ state }: Editor): Map<unknown, unknown> {
  return ySyncPluginKey.getState(state).binding.mapping;
}

function caretBehind({ editor }: Seat, words: string): void {
  editor.state.doc.descendants((node, pos) => {
    if (node.isText && node.text?.startsWith(words))
      editor.view.dispatch(
        editor.state.tr.setSelection(TextSelection.create(editor.state.doc, pos + words.length)),
      );
  });
}

function beforeCaret({ editor }: Seat): string {
  const { $head } = editor.state.selection;
  return $head.parent.textBetween(0, $head.parentOffset);
}

function paragraph(words: string) {
  return { type: 'paragraph', content: [{ type: 'text', text: words }] };
}

function chanceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
