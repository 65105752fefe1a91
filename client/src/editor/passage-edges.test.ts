import { block, editorDocument, paragraph, richText, textOf } from '@gloss/shared/text/fixture';
import { expect, test, vi } from 'vitest';

import { characterAt, overlapping, placesIn } from './passage-edges.ts';

const stretch = (from: number, to: number) => ({ from, to });

test('passages apart, or one right behind the other, overlap nothing', () => {
  expect(overlapping([stretch(1, 5), stretch(5, 9), stretch(12, 14)])).toEqual([]);
});

test('passages that cross, one within another, and two on the same words overlap', () => {
  const [crosses, crossed] = [stretch(1, 8), stretch(5, 12)];
  const [within, around] = [stretch(22, 24), stretch(20, 30)];
  const twice = [stretch(40, 44), stretch(40, 44)];
  const all = [crosses, crossed, stretch(14, 18), around, within, ...twice];
  expect(overlapping(all)).toEqual([crosses, crossed, around, within, ...twice]);
});

test('a long passage overlaps what stands far behind its beginning', () => {
  const [long, short, far] = [stretch(1, 100), stretch(2, 4), stretch(90, 95)];
  expect(overlapping([long, short, far])).toEqual([long, short, far]);
});

test('a position is found in its block as ProseMirror finds it, wherever it is', () => {
  const text = editorDocument(richText());
  const placeOf = placesIn(text);
  for (let pos = 0; pos <= text.content.size; pos += 1) {
    const { parent, parentOffset } = text.resolve(pos);
    const found = placeOf(pos);
    expect([pos, found.parent === parent, found.parentOffset]).toEqual([pos, true, parentOffset]);
  }
});

test('a letter and its accent are one character, on either side; what was told of a block is known', () => {
  const [cafe, rest] = [paragraph('cafe\u0301s'), paragraph('and more')];
  const text = editorDocument(textOf(block('blockquote', cafe), rest));
  const placeOf = placesIn(text);
  const look = vi.spyOn(Intl.Segmenter.prototype, 'segment');
  const told = () => [
    characterAt(placeOf(5), 'after'),
    characterAt(placeOf(7), 'before'),
    characterAt(placeOf(7), 'after'),
    characterAt(placeOf(2), 'before'),
  ];
  expect(told()).toEqual([2, 2, 1, 1]);
  expect(look).toHaveBeenCalledTimes(4);
  expect(told()).toEqual([2, 2, 1, 1]);
  expect(look).toHaveBeenCalledTimes(4);
  look.mockRestore();
});
