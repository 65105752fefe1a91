import { bodyOf } from '@gloss/shared/text/body';
import { fillBody } from '@gloss/shared/text/content';
import { textStarts } from '@gloss/shared/text/positions';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';

import { besideIn, placeBeside } from './own-caret.ts';

let doc: Y.Doc;
let run: Y.XmlText;
let start: number;

beforeEach(() => {
  doc = new Y.Doc();
  fillBody(doc, {
    type: 'doc',
    content: ['First.', 'Made easy.'].map((text) => ({
      type: 'paragraph',
      content: [{ type: 'text', text }],
    })),
  });
  const last = [...textStarts(bodyOf(doc))].at(-1);
  if (last === undefined) throw new Error('there is no text');
  [run, start] = last;
});

/** @returns how far from the start of "Made easy." a caret stands after the change. */
function caretAt(offset: number, change: () => void): number | null {
  const beside = besideIn(bodyOf(doc), start + offset);
  change();
  const pos = placeBeside(bodyOf(doc), beside);
  const now = textStarts(bodyOf(doc)).get(run);
  return pos === null || now === undefined ? null : pos - now;
}

test('a caret goes along with words that are written before it in its paragraph', () => {
  expect(caretAt(4, () => run.insert(0, 'Then '))).toBe(9);
});

test('a caret stays where words are written behind it, also directly', () => {
  expect(caretAt(4, () => run.insert(8, 'ier'))).toBe(4);
  expect(caretAt(4, () => run.insert(4, ' very'))).toBe(4);
});

test('at the start of a paragraph it stays before the letter behind it', () => {
  expect(caretAt(0, () => run.insert(5, 'so '))).toBe(0);
});

test('a deleted letter before it leaves it at the letter behind it', () => {
  expect(caretAt(4, () => run.delete(2, 2))).toBe(2);
});

test('where both letters are gone it has no place of its own', () => {
  expect(caretAt(4, () => run.delete(3, 2))).toBeNull();
});

test('it keeps its letter when blocks are written above it', () => {
  expect(caretAt(4, () => bodyOf(doc).insert(0, [new Y.XmlElement('paragraph')]))).toBe(4);
});
