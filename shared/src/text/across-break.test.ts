import { expect, test } from 'vitest';

import { acrossBreak, restAcrossBreak, wholeAround } from './across-break.ts';
import { readQuote } from './anchor.ts';
import type { Passage } from './anchor.ts';
import { bodyOf } from './body.ts';
import { paragraph, passageOf, textOf } from './fixture.ts';

/** @returns what a search from these words in these paragraphs finds. */
function found(
  search: (part: Passage, words: string) => Passage | null,
  paragraphs: readonly string[],
  part: string,
  words: string,
): string | null {
  const doc = textOf(...paragraphs.map((each) => paragraph(each)));
  const passage = search(passageOf(doc, part), words);
  return passage && readQuote(bodyOf(doc), passage.start, passage.end).exact;
}

test.each([
  ['its second half', 'a quick'],
  ['its first half', ' fox'],
])('the same words across a break are found without %s', (_name, half) => {
  const paragraphs = ['Soon a quick', ' fox jumps.'];
  expect(found(acrossBreak, paragraphs, half, 'a quick fox')).toBe('a quick\n fox');
  expect(found(acrossBreak, paragraphs, half, 'a quick hen')).toBeNull();
});

test.each([
  ['what was woven into the first half', ['Soon a quick, ', ' fox jumps.'], 'a quick, '],
  ['what was woven into the last half', ['Soon a quick', ', fox jumps.'], ', fox'],
])('the rest is found beside %s', (_name, paragraphs, half) => {
  const reads = half.startsWith('a') ? 'a quick, \n fox' : 'a quick\n, fox';
  const before = half.startsWith('a') ? 'a quick fox, ' : 'a quick, fox';
  expect(found(restAcrossBreak, paragraphs, half, before)).toBe(reads);
  expect(found(restAcrossBreak, paragraphs, half, before.replace('fox', 'hen'))).toBeNull();
  expect(found(restAcrossBreak, paragraphs, half, half)).toBeNull();
});

test('where the half does not end at the break, nothing is looked for beyond it', () => {
  expect(found(restAcrossBreak, ['a quick red', ' fox'], 'a quick', 'a quick fox')).toBeNull();
});

test.each([
  ['begins before', 'fox', 'quick fox'],
  ['goes on behind', 'a quick', 'a quick fox'],
  ['is all there', 'quick fox', 'quick fox'],
])('a whole of which a part %s is found', (_name, part, whole) => {
  expect(found(wholeAround, ['Soon a quick fox jumps.'], part, whole)).toBe(whole);
});

test('a whole that stands beside a part, or nowhere, is none of it', () => {
  const paragraphs = ['A quick fox, a slow hen, a quick fox.'];
  expect(found(wholeAround, paragraphs, 'slow', 'quick fox')).toBeNull();
  expect(found(wholeAround, paragraphs, 'slow', 'slow ox')).toBeNull();
});
