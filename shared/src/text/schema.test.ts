import { expect, test } from 'vitest';

import { newBlockId } from './block-id.ts';
import { isAllowedHref } from './href.ts';
import { blockTypes, schema, schemaHash, textExtensions } from './schema.ts';

test('every block carries a bid, and nothing else does', () => {
  const withId = Object.values(schema.nodes).filter(({ spec }) =>
    Object.hasOwn(spec.attrs ?? {}, 'bid'),
  );
  expect(withId.map(({ name }) => name).toSorted()).toEqual([...blockTypes].toSorted());
});

test('the text has the marks of product.md and no others', () => {
  const marks = ['bold', 'italic', 'link', 'strike', 'subscript', 'superscript', 'underline'];
  expect(Object.keys(schema.marks).toSorted()).toEqual(marks);
});

// A change here means that clients of before are told to reload: intended, never an accident.
test('the hash of the schema is that of protocol version 1', () => {
  expect(schemaHash).toBe('a2f5c8104935');
});

test('blocks get ids only where one may write', () => {
  const assigns = (options?: { assignIds?: boolean }) =>
    textExtensions(options).find(({ name }) => name === 'uniqueID')?.options.updateDocument;
  expect([assigns(), assigns({ assignIds: true })]).toEqual([false, true]);
});

test('block ids are twelve letters and digits and do not repeat', () => {
  const ids = Array.from({ length: 1000 }, newBlockId);
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => /^[0-9a-z]{12}$/.test(id))).toBe(true);
});

test.each(['https://example.org/a?b=c#d', 'HTTP://EXAMPLE.ORG', 'mailto:a@example.org', '#fn1'])(
  '%s may be linked',
  (href) => {
    expect(isAllowedHref(href)).toBe(true);
  },
);

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'https://a b',
  'https://exam\u0000ple.org',
  '//example.org',
  '/api/leave',
  'ftp://example.org',
  '',
  '#',
  `https://${'a'.repeat(2100)}`,
  null,
  7,
])('%s may not be linked', (href) => {
  expect(isAllowedHref(href)).toBe(false);
});
