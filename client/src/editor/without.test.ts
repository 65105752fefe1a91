import { schema } from '@gloss/shared/text/schema';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { expect, test } from 'vitest';

import { without } from './without.ts';

const paragraph = (words: string) => schema.node('paragraph', null, schema.text(words));

test('what lay over two blocks and lies in one now is taken out, though ProseMirror leaves it there', () => {
  const text = schema.node('doc', null, [paragraph('Gone soon.'), paragraph('It stays.')]);
  const [both, one, far] = ['both', 'one', 'far'].map((name) => ({ name }));
  const set = DecorationSet.create(text, [Decoration.inline(3, 20, {}, both)]);
  // All but the end of the second paragraph is replaced, in one step.
  const after = schema.node('doc', null, [paragraph('Now stays.')]);
  const mapped = set.map(new Mapping([new StepMap([1, 14, 3])]), after);
  expect(mapped.find()).toHaveLength(1);
  expect(mapped.find()[0]).toMatchObject({ from: 4, to: 9 });
  const now = mapped.add(after, [
    Decoration.inline(2, 6, {}, one),
    Decoration.inline(8, 10, {}, far),
  ]);
  const gone = now.find(undefined, undefined, (spec) => spec !== far);
  expect(gone).toHaveLength(2);
  expect(now.remove([...gone]).find()).toHaveLength(2);
  const left = without(now, gone, after).find();
  expect(left.map(({ spec }) => spec as unknown)).toEqual([far]);
  expect(gone.every(Boolean)).toBe(true);
});

test('what lies in a block is taken out of it', () => {
  const text = schema.node('doc', null, [paragraph('It stays.')]);
  const [first, second] = [Decoration.inline(1, 3, {}, {}), Decoration.inline(4, 6, {}, {})];
  const set = DecorationSet.create(text, [first, second]);
  const gone = set.find(1, 2);
  expect(without(set, gone, text).find()).toHaveLength(1);
});
