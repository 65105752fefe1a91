import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { bodyOf } from './body.ts';
import { contentOf, fillBody, withBlockIds } from './content.ts';
import { block, editorDocument, paragraph, passageOf, richText, textOf, words } from './fixture.ts';
import { schema } from './schema.ts';

test('the content read here is what the editor has', () => {
  const doc = richText();
  const read = schema.nodeFromJSON(contentOf(bodyOf(doc)));
  expect(read.toJSON()).toEqual(editorDocument(doc).toJSON());
  expect(() => read.check()).not.toThrow();
});

test('a text filled with the content of another reads the same', () => {
  const content = contentOf(bodyOf(richText()));
  const doc = new Y.Doc();
  fillBody(doc, content);
  expect(contentOf(bodyOf(doc))).toEqual(content);
});

test('every block gets an id of its own, and keeps one it had', () => {
  const given = { ...paragraph('kept'), attrs: { bid: 'mine' } };
  const content = withBlockIds(block('doc', given, given, paragraph('new')));
  const ids = content.content?.map(({ attrs }) => attrs?.['bid']);
  expect(ids?.[0]).toBe('mine');
  expect(new Set(ids).size).toBe(3);
});

test('marks are read in the order of the schema, however they came about', () => {
  const doc = textOf(paragraph('marked'));
  const { text } = passageOf(doc, 'marked').start;
  text.format(0, 6, { underline: {} });
  text.format(0, 6, { bold: {} });
  text.format(0, 6, { link: { href: '#a' } });
  const read = contentOf(bodyOf(doc));
  const marks = [{ type: 'link', attrs: { href: '#a' } }, { type: 'bold' }, { type: 'underline' }];
  expect(read.content?.[0]?.content).toEqual([words('marked', ...marks)]);
  expect(() => schema.nodeFromJSON(read).check()).not.toThrow();
});

test('content that does not fit the schema is not filled in', () => {
  const doc = new Y.Doc();
  expect(() => fillBody(doc, block('doc', block('bulletList')))).toThrow();
  expect(bodyOf(doc).length).toBe(0);
});
