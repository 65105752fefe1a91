import { expect, test } from 'vitest';

import { bodyOf } from './body.ts';
import { editorDocument, paragraph, richText, textOf } from './fixture.ts';
import { pointAt, pointsBetween, posAt, textStarts } from './positions.ts';
import { charactersOf } from './reading.ts';

test('every position inside text is a point that leads back to it, as the editor counts', () => {
  const doc = richText();
  const body = bodyOf(doc);
  const editor = editorDocument(doc);
  let seen = 0;
  for (let pos = 0; pos <= editor.content.size; pos += 1) {
    const at = editor.resolve(pos);
    const touchesText = (at.nodeBefore?.isText ?? false) || (at.nodeAfter?.isText ?? false);
    const point = pointAt(body, pos);
    expect([pos, point !== null]).toEqual([pos, touchesText]);
    if (!point) continue;
    seen += 1;
    expect(posAt(body, point)).toBe(pos);
  }
  expect(seen).toBeGreaterThan(150);
});

test('the characters on both sides of a point are those the editor has there', () => {
  const doc = richText();
  const editor = editorDocument(doc);
  for (let pos = 0; pos < editor.content.size; pos += 1) {
    const point = pointAt(bodyOf(doc), pos);
    if (!point || point.offset === point.text.length) continue;
    const next = charactersOf(point.text).charAt(point.offset);
    expect(next).toBe(editor.textBetween(pos, pos + 1));
  }
});

test('positions outside the document are no points', () => {
  const body = bodyOf(textOf(paragraph('short')));
  expect(pointAt(body, -1)).toBeNull();
  expect(pointAt(body, 0)).toBeNull();
  expect(pointAt(body, 7)).toBeNull();
  expect(pointAt(body, 100)).toBeNull();
});

test('all starts found in one walk are those found one by one', () => {
  const body = bodyOf(richText());
  const starts = textStarts(body);
  expect(starts.size).toBeGreaterThan(15);
  for (const [text, start] of starts) expect(posAt(body, { text, offset: 0 })).toBe(start);
});

test('a point in a deleted block has no position', () => {
  const doc = textOf(paragraph('stays'), paragraph('goes'));
  const body = bodyOf(doc);
  const point = pointAt(body, 9);
  expect(point && charactersOf(point.text)).toBe('goes');
  body.delete(1, 1);
  expect(point && posAt(body, point)).toBeNull();
});

test('a selection of everything is drawn in to the first and the last character', () => {
  const doc = textOf(paragraph(), paragraph('first'), paragraph('last'), paragraph());
  const body = bodyOf(doc);
  const points = pointsBetween(body, 0, 1000);
  expect(points && charactersOf(points.start.text)).toBe('first');
  expect(points?.start.offset).toBe(0);
  expect(points && charactersOf(points.end.text)).toBe('last');
  expect(points?.end.offset).toBe(4);
});

test('a selection without characters has no points', () => {
  const body = bodyOf(textOf(paragraph('one'), paragraph(), paragraph('two')));
  expect(pointsBetween(body, 2, 2)).toBeNull();
  expect(pointsBetween(body, 5, 7)).toBeNull();
});
