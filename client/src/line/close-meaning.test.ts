import { close, lost } from '@gloss/shared/wire/close';
import { expect, test } from 'vitest';

import { meaningOf } from './close-meaning.ts';

test('every code of the wire has its meaning', () => {
  const meanings = Object.entries(close).map(([name, code]) => [name, meaningOf(code)]);
  expect(Object.fromEntries(meanings)).toEqual({
    signIn: 'sign-in',
    notAllowed: 'not-allowed',
    noSuchDraft: 'no-such-draft',
    unreadable: 'unreadable',
    outdated: 'outdated',
    badUpdate: 'refused',
    tooFast: 'wait',
    tooManySockets: 'wait',
    tooLarge: 'refused',
    protocol: 'outdated',
    restarting: 'again',
    tooSlow: 'again',
    idle: 'again',
  });
});

test('a broken line is tried again, an unknown final code is not', () => {
  expect([1000, 1001, lost, 4599].map(meaningOf)).toEqual(['again', 'again', 'again', 'again']);
  expect(meaningOf(4499)).toBe('outdated');
});

test('what the WebSocket library says by itself means that this page is broken', () => {
  expect([1002, 1007, 1008].map(meaningOf)).toEqual(['outdated', 'outdated', 'outdated']);
});
