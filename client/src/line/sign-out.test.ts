import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { grant } from '@gloss/shared/words/refusal';
import { expect, test } from 'vitest';

import { forgetfulDevice } from './device.ts';
import { signOut } from './sign-out.ts';

const account = AccountId.parse('account-1');
const draft = DraftId.parse('draft-one');
const me = { account, name: 'Editor', organisation: '', email: 'e@example.org', mayCreate: false };
const ended = async () => grant({});

async function deviceOfEditor() {
  const device = forgetfulDevice();
  await device.put(['me'], me);
  await device.put([account, draft, 'card'], { title: 'Kept' });
  await device.put(['account-2', draft, 'card'], { title: 'Another person’s' });
  return device;
}

test('signing out clears what the device has of the account, and of nobody else', async () => {
  const device = await deviceOfEditor();
  expect(await signOut(account, Promise.resolve(device), ended)).toEqual({ is: 'left' });
  expect((await device.list([])).map(({ key }) => key[0])).toEqual(['account-2']);
});

test('with something unsent all of it stays, and the count is told', async () => {
  const device = await deviceOfEditor();
  await device.put([account, draft, 'unsent', 'visit-1'], { edits: 2, blocks: [] });
  expect(await signOut(account, Promise.resolve(device), ended)).toEqual({ is: 'kept', count: 2 });
  expect(await device.get([account, draft, 'card'])).toBeDefined();
  expect(await device.get(['me'])).toBeUndefined();
});

test('with the server away nobody is signed out and nothing is cleared', async () => {
  const device = await deviceOfEditor();
  const away = async () =>
    ({ ok: false, refusal: { code: 'unreachable', sentence: 'Away.' } }) as const;
  expect(await signOut(account, Promise.resolve(device), away)).toEqual({ is: 'unreachable' });
  expect(await device.get(['me'])).toEqual(me);
});
