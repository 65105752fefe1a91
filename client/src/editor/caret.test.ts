import { afterEach, expect, test, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';

import { ofOthers, shownPresence } from './caret.ts';

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

const people: Awareness[] = [];
afterEach(() => {
  for (const awareness of people.splice(0)) awareness.destroy();
});

function someone(): Awareness {
  const awareness = new Awareness(new Y.Doc());
  people.push(awareness);
  return awareness;
}

function bring(from: Awareness, to: Awareness): void {
  applyAwarenessUpdate(to, encodeAwarenessUpdate(from, [from.clientID]), 'remote');
}

test('where others put their carets is told, where one puts one’s own is not', () => {
  const [mine, theirs, tell] = [someone(), someone(), vi.fn()];
  const told = ofOthers(mine, () => false);
  told.on('change', tell);
  told.setLocalStateField('cursor', { anchor: place, head: place });
  expect(mine.getLocalState()).toHaveProperty('cursor');
  expect(tell).not.toHaveBeenCalled();
  theirs.setLocalState({ user, cursor: { anchor: place, head: place } });
  bring(theirs, mine);
  expect(tell).toHaveBeenCalledTimes(1);
  told.off('change', tell);
  theirs.setLocalState({ user });
  bring(theirs, mine);
  expect(tell).toHaveBeenCalledTimes(1);
});

test('while the carets of others are hidden, also one’s own brings them back', () => {
  const [mine, theirs, tell] = [someone(), someone(), vi.fn()];
  let isHidden = true;
  const told = ofOthers(mine, () => isHidden);
  theirs.setLocalState({ user });
  bring(theirs, mine);
  told.on('change', tell);
  told.setLocalStateField('cursor', 1);
  // They have none that could be drawn.
  expect(tell).not.toHaveBeenCalled();
  theirs.setLocalState({ user, cursor: { anchor: place, head: place } });
  bring(theirs, mine);
  told.setLocalStateField('cursor', 2);
  expect(tell).toHaveBeenCalledTimes(2);
  isHidden = false;
  told.setLocalStateField('cursor', 3);
  expect(tell).toHaveBeenCalledTimes(2);
});
