import { expect, test } from 'vitest';

import { bodyOf } from './body.ts';
import { block, heading, paragraph, passageOf, textOf } from './fixture.ts';
import { outlineOf, sectionAt } from './outline.ts';

function numbers(...levels: readonly number[]): string[] {
  const doc = textOf(...levels.map((level, at) => heading(level, `h${at}`)));
  return outlineOf(bodyOf(doc)).map(({ number }) => number);
}

test('a single first heading of level 1 is the title; the sections beneath it are numbered', () => {
  expect(numbers(1, 2, 3, 3, 2, 3, 4)).toEqual(['', '1', '1.1', '1.2', '2', '2.1', '2.1.1']);
});

test('several headings of level 1 are numbered themselves', () => {
  expect(numbers(1, 2, 2, 1, 2)).toEqual(['1', '1.1', '1.2', '2', '2.1']);
});

test('a text without a title is numbered from its highest heading', () => {
  expect(numbers(2, 3, 2)).toEqual(['1', '1.1', '2']);
});

test('a skipped level leaves no gap', () => {
  expect(numbers(1, 2, 4, 4, 3, 2)).toEqual(['', '1', '1.1', '1.2', '1.3', '2']);
});

test('a heading of level 1 that is not the first is a section, not the title', () => {
  expect(numbers(2, 1, 2)).toEqual(['1', '2', '2.1']);
});

test('headings without words and headings in quotations are no sections', () => {
  const doc = textOf(heading(2, ''), block('blockquote', heading(2, 'Quoted')), heading(2, 'Real'));
  expect(outlineOf(bodyOf(doc)).map(({ title, number }) => [number, title])).toEqual([
    ['1', 'Real'],
  ]);
});

test('the section of a place is that of the nearest heading above it', () => {
  const doc = textOf(
    paragraph('preface'),
    heading(1, 'Title'),
    heading(2, 'Aims'),
    paragraph('our aims'),
    heading(3, 'People'),
    block('blockquote', paragraph('quoted')),
  );
  const sectionOf = (words: string) =>
    sectionAt(bodyOf(doc), passageOf(doc, words).start)?.title ?? null;
  expect(['preface', 'Title', 'our aims', 'People', 'quoted'].map(sectionOf)).toEqual([
    null,
    'Title',
    'Aims',
    'People',
    'People',
  ]);
});
