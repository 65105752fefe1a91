import { AccountId, DraftId } from '@gloss/shared/words/ids';
import { expect, test, vi } from 'vitest';

import { forgetfulDevice } from './device.ts';
import { keptProposals, proposalsKeeper, setProposalsAside } from './kept-proposals.ts';
import { looseChange } from './unsent-changes.ts';
import { unsentWords } from './unsent-words.ts';

const owner = { account: AccountId.parse('account-1'), draft: DraftId.parse('draft-0001') };
const kept = { epoch: 1, update: Uint8Array.of(0, 0), changes: [looseChange('My words.')] };

async function withKept() {
  const device = forgetfulDevice();
  proposalsKeeper(device, owner)(() => kept);
  await Promise.resolve();
  return device;
}

test('what is kept on this epoch stays, for who may propose', async () => {
  const device = await withKept();
  await setProposalsAside(device, owner, { epoch: 1, mayPropose: true });
  expect(await keptProposals(device, owner)).toEqual(kept);
  expect(await unsentWords(device, owner)).toEqual([]);
});

test.each([
  ['the text began anew', { epoch: 2, mayPropose: true }],
  ['the person may no longer propose', { epoch: 1, mayPropose: false }],
])('where %s they are words that did not reach the text', async (_why, now) => {
  const device = await withKept();
  await setProposalsAside(device, owner, now);
  expect(await keptProposals(device, owner)).toBeNull();
  expect(await unsentWords(device, owner)).toMatchObject([{ changes: kept.changes }]);
});

test('the newest is kept, however fast they come', async () => {
  const device = forgetfulDevice();
  const keep = proposalsKeeper(device, owner);
  for (const words of ['a', 'b', 'c']) keep(() => ({ ...kept, changes: [looseChange(words)] }));
  await vi.waitFor(async () =>
    expect((await keptProposals(device, owner))?.changes).toMatchObject([{ mine: 'c' }]),
  );
  keep(() => null);
  await vi.waitFor(async () => expect(await keptProposals(device, owner)).toBeNull());
});
