import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { expect, test } from 'vitest';

import { textOf } from './document.ts';
import type { Stored } from './journal.ts';
import { buffersOf, packStored, unpackStored } from './stored-pack.ts';

const document = textOf(DraftId.parse('draft-under-test'));
const [ada, ben] = ['account-ada', 'account-ben'].map((id) => AccountId.parse(id));
const checkpoint = { seq: 4, state: Uint8Array.of(1, 2), stateVector: Uint8Array.of(3) };

function storedWith(accounts: readonly (AccountId | undefined)[], from: number): Stored['entries'] {
  return accounts.map((account, each) => ({
    document,
    seq: from + each,
    update: Uint8Array.of(each, each, each),
    account: account ?? AccountId.parse('account-eda'),
    at: 1_760_000_000_000 + each,
  }));
}

test.each<[string, Stored]>([
  ['nothing', { checkpoint: null, entries: [], clients: new Map() }],
  [
    'entries alone',
    { checkpoint: null, entries: storedWith([ada, ben, ada], 1), clients: new Map() },
  ],
  ['a checkpoint alone', { checkpoint, entries: [], clients: new Map() }],
  ['both', { checkpoint, entries: storedWith([ben, ben], 5), clients: new Map() }],
])('%s comes back as it was', (_, stored) => {
  const packed = packStored(stored);
  const moved = structuredClone(packed, { transfer: [...buffersOf(packed)] });
  expect(unpackStored(moved)).toEqual(stored);
});

test('only what was packed is moved', () => {
  expect(buffersOf(undefined)).toEqual([]);
  expect(buffersOf({ isWalLong: false })).toEqual([]);
});
