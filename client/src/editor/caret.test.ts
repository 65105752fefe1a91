import { expect, test } from 'vitest';

import { shownPresence } from './caret.ts';

const place = { type: null, tname: null, item: { client: 7, clock: 3 }, assoc: 0 };
const user = { account: 'account-1', name: 'Editor, workforce', role: 'editor', colour: 2 };

test('a stamped presence with a caret is shown', () => {
  expect(shownPresence({ user, cursor: { anchor: place, head: place } })?.user.name).toBe(
    user.name,
  );
});

test('readers only watch: their carets are not shown', () => {
  const reader = { ...user, role: 'reader' };
  expect(shownPresence({ user: reader, cursor: { anchor: place, head: place } })).toBeNull();
});

test.each([
  ['without a caret', { user }],
  ['without a stamp', { cursor: { anchor: place, head: place } }],
  ['with a user that is no object', { user: 'bob', cursor: { anchor: place, head: place } }],
  ['with a caret nowhere', { user, cursor: { anchor: {}, head: {} } }],
  ['with a caret that is a number', { user, cursor: { anchor: 5, head: 5 } }],
  ['that is null', null],
])('a presence %s is not shown', (_name, state) => {
  expect(shownPresence(state)).toBeNull();
});
