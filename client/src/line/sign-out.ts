/** Signing out of this device: the session ends, and what the device keeps of the account goes, unless something is unsent. */
import type { AccountId } from '@gloss/shared/words/ids';
import { DraftId } from '@gloss/shared/words/ids';

import { waitingActsOn } from './act-outbox.ts';
import { leave } from './api.ts';
import type { Device } from './device.ts';
import { openDevice } from './device.ts';
import { dropDocument, keptRecords } from './kept-document.ts';
import { unsentOn } from './outbox.ts';
import { countUnsentWords } from './unsent-words.ts';

/**
 * left: signed out, nothing of the account remains here. kept: signed out, but `count` changes have not reached the server; they
 * stay on this device until the same person signs in again. unreachable: still signed in.
 */
export type SignedOut =
  | { readonly is: 'left' }
  | { readonly is: 'kept'; readonly count: number }
  | { readonly is: 'unreachable' };

/** Ends the session, then clears the device. A session that had ended already is no obstacle. */
export async function signOut(
  account: AccountId,
  opened: Promise<Device> = openDevice(),
  end: typeof leave = leave,
): Promise<SignedOut> {
  const answer = await end();
  if (!answer.ok && answer.refusal.code !== 'not-signed-in') return { is: 'unreachable' };
  const device = await opened;
  await device.remove(['me']);
  const count = await unsentOfAccount(device, account);
  // The page of a draft goes on saying that something waits here (desk/admission.ts).
  if (count > 0) await device.put(['last'], account);
  if (count > 0) return { is: 'kept', count };
  await device.remove(['last']);
  await forgetAccount(device, account);
  return { is: 'left' };
}

/** @returns how many changes of a person, in all drafts, wait on this device. */
async function unsentOfAccount(device: Device, account: AccountId): Promise<number> {
  let count = 0;
  for (const draft of await draftsOn(device, account)) {
    const owner = { account, draft };
    count += (await unsentOn(device, owner)) + (await waitingActsOn(device, owner));
    count += await countUnsentWords(device, owner);
  }
  return count;
}

async function forgetAccount(device: Device, account: AccountId): Promise<void> {
  for (const draft of await draftsOn(device, account)) {
    const owner = { account, draft };
    for (const { name } of await keptRecords(device, owner))
      await dropDocument(device, owner, name);
  }
  await device.clear([account]);
}

async function draftsOn(device: Device, account: AccountId): Promise<DraftId[]> {
  const named = (await device.list([account])).map(({ key }) => String(key[1]));
  return [...new Set(named)].map((draft) => DraftId.parse(draft));
}
