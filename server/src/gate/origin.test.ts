import { expect, test } from 'vitest';

import { isLoopback, originRule } from './origin.ts';

const local = originRule(new URL('http://localhost:4310'));
const open = originRule(new URL('https://gloss.example'));

test.each([
  ['http://localhost:4310', 'localhost:4310'],
  ['http://lead.localhost:4310', 'lead.localhost:4310'],
  ['http://127.0.0.1:4310', '127.0.0.1:4310'],
])('on this machine, %s may ask', (origin, host) => expect(local(origin, host)).toBe(true));

test.each([
  ['another name of the house', 'http://editor.localhost:4310', 'lead.localhost:4310'],
  ['another port', 'http://localhost:8080', 'localhost:8080'],
  ['another scheme', 'https://localhost:4310', 'localhost:4310'],
  ['a name that ends alike', 'http://notlocalhost:4310', 'notlocalhost:4310'],
  ['a name that begins alike', 'http://localhost.evil.example:4310', 'localhost.evil.example:4310'],
  ['a sandboxed page', 'null', 'localhost:4310'],
  ['nobody', undefined, 'localhost:4310'],
  ['a request without host', 'http://localhost:4310', undefined],
  ['an empty host', 'http://', ''],
])('on this machine, %s may not ask', (_who, origin, host) =>
  expect(local(origin, host)).toBe(false),
);

test('a house with an address of its own hears that address only', () => {
  expect(open('https://gloss.example', 'gloss.example')).toBe(true);
  expect(open('https://gloss.example.evil.example', 'gloss.example.evil.example')).toBe(false);
  expect(open('https://evil.example', 'gloss.example')).toBe(false);
  expect(open('http://localhost:4310', 'localhost:4310')).toBe(false);
});

test('only names that lead back to this machine are loopback', () => {
  const of = (address: string) => isLoopback(new URL(address));
  expect(of('http://[::1]:1')).toBe(true);
  expect(of('http://editor2.localhost')).toBe(true);
  expect(of('http://127.0.0.1.nip.example')).toBe(false);
});
