import { expect, test } from 'vitest';

import { htmlParts } from './html-parts.ts';

test('a page is cut between blocks, and nothing is lost', () => {
  const html = '<h1>One</h1>\n<p>Two <b>three</b></p><ul><li>four</li><li>five</li></ul><p>six</p>';
  expect(htmlParts(html, 1)).toEqual([
    '<h1>One</h1>\n',
    '<p>Two <b>three</b></p>',
    '<ul><li>four</li><li>five</li></ul>',
    '<p>six</p>',
  ]);
  expect(htmlParts(html, 1).join('')).toBe(html);
});

test('what is shorter than a part stays in one piece', () => {
  expect(htmlParts('<p>One</p><p>two</p>', 1000)).toEqual(['<p>One</p><p>two</p>']);
  expect(htmlParts('', 1000)).toEqual(['']);
});

test('elements around the blocks are closed at a cut and opened again', () => {
  const html = '<div><section><p>One</p><p>two</p></section><p>three</p><p>four</p></div>';
  expect(htmlParts(html, 1)).toEqual([
    '<div><section><p>One</p></section></div>',
    '<div><section><p>two</p></section><p>three</p></div>',
    '<div><p>four</p></div>',
  ]);
});

test('words between two blocks belong to no cut', () => {
  const html = '<p>One</p> and <p>two</p><li>three</li><p>four</p>';
  expect(htmlParts(html, 1)).toEqual([html]);
});

test('a block within a list, a table or a quotation is no place to cut', () => {
  const html =
    '<ul><li><p>One</p><p>two</p></li></ul><blockquote><p>three</p><p>four</p></blockquote>';
  expect(htmlParts(html, 1)).toEqual([
    '<ul><li><p>One</p><p>two</p></li></ul>',
    '<blockquote><p>three</p><p>four</p></blockquote>',
  ]);
});
