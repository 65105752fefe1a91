import { schema } from '@gloss/shared/text/schema';
import { expect, test } from 'vitest';

import { emptyPlace } from './placeholder.ts';

const nothing = { type: 'paragraph' };
const words = { type: 'paragraph', content: [{ type: 'text', text: 'Staff' }] };
const title = {
  type: 'heading',
  attrs: { level: 1 },
  content: [{ type: 'text', text: 'Title' }],
};

test('an empty text begins in its only block', () => {
  expect(emptyPlace(textOf(nothing))).toEqual({ from: 0, to: 2 });
});

test('a new draft begins under its title', () => {
  expect(emptyPlace(textOf(title, nothing))).toEqual({ from: 7, to: 9 });
});

test.each([
  ['one that has words', [words]],
  ['a title alone', [title]],
  ['a title with words under it', [title, words]],
  ['words with an empty line after them', [words, nothing]],
])('%s needs no hint where to begin', (_name, blocks) => {
  expect(emptyPlace(textOf(...blocks))).toBeNull();
});

function textOf(...content: object[]) {
  return schema.nodeFromJSON({ type: 'doc', content });
}
