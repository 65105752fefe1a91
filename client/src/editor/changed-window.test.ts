import { schema } from '@gloss/shared/text/schema';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { expect, test } from 'vitest';

import { changedWindow, earliestStart, mappingOf } from './changed-window.ts';

test('two texts that read the same have no window', () => {
  expect(changedWindow(textOf('one', 'two'), textOf('one', 'two'))).toBeNull();
});

test('the window is the letters that differ', () => {
  expect(changedWindow(textOf('one', 'two'), textOf('one', 'tXwo'))).toEqual({
    start: 7,
    endBefore: 7,
    endAfter: 8,
  });
});

test('a repeated letter makes a window that ends behind its start', () => {
  const window = changedWindow(textOf('aa'), textOf('aaa'));
  expect(window).toEqual({ start: 3, endBefore: 3, endAfter: 4 });
  expect(changedWindow(textOf('aaa'), textOf('aa'))).toEqual({
    start: 3,
    endBefore: 4,
    endAfter: 3,
  });
});

test('a block that came behind its likes may be any of them', () => {
  const before = blocksOf('one', 'two', 'two', 'three');
  const after = blocksOf('one', 'two', 'two', 'two', 'three');
  const window = changedWindow(before, after);
  expect(window && [window.start, earliestStart(window, after)]).toEqual([15, 5]);
  const other = blocksOf('one', 'two', 'two', 'other', 'three');
  const unlike = changedWindow(before, other);
  expect(unlike && [unlike.start, earliestStart(unlike, other)]).toEqual([15, 15]);
});

test('two hundred decorations are kept after a key of somebody else', () => {
  const lines = Array.from({ length: 200 }, (_, at) => `line number ${at}`);
  const before = textOf(...lines);
  const after = textOf(...lines.with(99, 'line nXumber 99'));
  const decorations: Decoration[] = [];
  before.forEach((_, offset) => {
    decorations.push(Decoration.inline(offset + 1, offset + 5, {}));
  });

  const window = changedWindow(before, after);
  const mapped = DecorationSet.create(before, decorations).map(
    mappingOf(window ?? { start: 0, endBefore: 0, endAfter: 0 }),
    after,
  );

  const reads = mapped.find().map(({ from, to }) => after.textBetween(from, to));
  expect(reads).toEqual(lines.map(() => 'line'));
});

function textOf(...paragraphs: string[]) {
  return schema.node(
    'doc',
    null,
    paragraphs.map((words) => schema.node('paragraph', null, schema.text(words))),
  );
}

/** Each a block of its own, but those that read alike. */
function blocksOf(...paragraphs: string[]) {
  return schema.node(
    'doc',
    null,
    paragraphs.map((words) => schema.node('paragraph', { bid: words }, schema.text(words))),
  );
}
