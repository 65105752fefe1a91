import { schema } from '@gloss/shared/text/schema';
import type { JSONContent } from '@tiptap/core';
import { expect, test } from 'vitest';

import { placeInRebuilt } from './rebuilt-block.ts';

const block = (type: string, words: string, attrs = {}): JSONContent => ({
  type,
  attrs: { bid: `${type}-${words}`, ...attrs },
  content: [{ type: 'text', text: words }],
});
const text = (...content: JSONContent[]) => schema.nodeFromJSON({ type: 'doc', content });
const first = block('paragraph', 'First.');
const next = block('paragraph', 'Next.');
const before = text(first, block('paragraph', 'Made very easy.'), next);
const start = text(first).content.size + 1;

/** @returns the letters around a caret that stood so far into "Made very easy.", after the change. */
function beside(offset: number, ...after: JSONContent[]): string | null {
  const changed = text(first, ...after, next);
  const pos = placeInRebuilt(before, changed, start + offset);
  if (pos === null) return null;
  const { parent, parentOffset } = changed.resolve(pos);
  const { textContent } = parent;
  return `${textContent.slice(0, parentOffset)}|${textContent.slice(parentOffset)}`;
}

test('a caret stays beside its letters when the paragraph becomes a heading', () => {
  const heading = block('heading', 'Made very easy.', { level: 2 });
  expect(beside(4, heading)).toBe('Made| very easy.');
  expect(beside(15, heading)).toBe('Made very easy.|');
});

test('it goes along with the words behind a new Enter', () => {
  expect(beside(9, block('paragraph', 'Made'), block('paragraph', ' very easy.'))).toBe(
    ' very| easy.',
  );
});

test('it goes into the list that the paragraph became', () => {
  const item = { type: 'listItem', content: [block('paragraph', 'Made very easy.')] };
  expect(beside(4, { type: 'bulletList', content: [item] })).toBe('Made| very easy.');
});

test('where the letters on both sides are others it has no place', () => {
  expect(beside(4, block('heading', 'Something else!', { level: 2 }))).toBeNull();
});
