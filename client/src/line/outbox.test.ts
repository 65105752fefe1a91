import 'fake-indexeddb/auto';
import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';

import type { Device } from './device.ts';
import { forgetfulDevice, openDevice } from './device.ts';
import { openOutbox, unsentOn } from './outbox.ts';

let tests = 0;
async function bench() {
  tests += 1;
  const owner = { account: AccountId.parse('account-1'), draft: DraftId.parse(`a-draft-${tests}`) };
  const device = await openDevice(`outbox-test-${tests}`);
  const open = (doc = new Y.Doc()) => openOutbox(device, owner, 1, doc);
  return { device, owner, open };
}

const type = (doc: Y.Doc, words: string) => doc.getText('body').insert(0, words);

test('what was typed and how much of it is unsent are found by the next visit', async () => {
  const { open } = await bench();
  const doc = new Y.Doc();
  const first = await open(doc);
  expect(first.leftOver).toBe(0);
  type(doc, 'Kept');
  first.count(1, []);
  await vi.waitFor(() => expect(first.isKept()).toBe(true));
  await first.leave();
  const later = new Y.Doc();
  expect((await open(later)).leftOver).toBe(1);
  expect(later.getText('body').toJSON()).toBe('Kept');
});

test('a document is whole only after it was in step with the server once', async () => {
  const { open } = await bench();
  const first = await open();
  expect(first.whole).toBe(false);
  first.markWhole();
  await first.leave();
  expect((await open()).whole).toBe(true);
});

test('a second tab takes over what the first left, and the sum is never too low', async () => {
  const { device, owner, open } = await bench();
  const one = await open();
  one.count(2, []);
  await vi.waitFor(async () => expect(await unsentOn(device, owner)).toBe(2));
  const two = await open();
  expect(two.leftOver).toBe(2);
  one.count(3, []);
  await vi.waitFor(async () => expect(await unsentOn(device, owner)).toBe(5));
  one.count(0, []);
  two.count(0, []);
  await vi.waitFor(async () => expect(await unsentOn(device, owner)).toBe(0));
});

test('a device that keeps nothing says so while something is unsent', async () => {
  const { owner } = await bench();
  const outbox = await openOutbox(forgetfulDevice(), owner, 1, new Y.Doc());
  expect(outbox.isKept()).toBe(true);
  outbox.count(1, []);
  expect(outbox.isKept()).toBe(false);
});

test('a full disk is no error to the writer, only a warning before leaving', async () => {
  const { owner, device } = await bench();
  const full: Device = { ...device, put: () => Promise.reject(new Error('QuotaExceededError')) };
  const doc = new Y.Doc();
  const outbox = await openOutbox(full, owner, 1, doc);
  type(doc, 'Still typed');
  outbox.count(1, []);
  expect(outbox.isKept()).toBe(false);
  expect(doc.getText('body').toJSON()).toBe('Still typed');
});

test('an edit still reaches the wire when another tab has dropped the database', async () => {
  const { owner, open } = await bench();
  const doc = new Y.Doc();
  const outbox = await open(doc);
  let sent = 0;
  doc.on('update', () => (sent += 1));
  await new Promise((resolve) => {
    const name = `gloss:${owner.account}:${owner.draft}:text:1`;
    indexedDB.deleteDatabase(name).addEventListener('success', resolve);
  });
  type(doc, 'Typed');
  expect(sent).toBe(1);
  expect(outbox.lasts()).toBe(false);
});
