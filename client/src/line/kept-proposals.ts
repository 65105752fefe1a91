/**
 * Changes that somebody means to propose and has not sent yet: kept on this device, so that a reload or a closed lid loses none.
 * They stand on one epoch of the text. Where that is past, or the person may no longer propose, they become words that did not
 * reach the text (`unsent-words.ts`), to be copied or proposed from there.
 */
import * as z from 'zod/mini';

import type { Device } from './device.ts';
import type { Owner } from './kept-document.ts';
import { UnsentChange } from './unsent-changes.ts';
import { keepChanges } from './unsent-words.ts';

const KeptProposals = z.object({
  epoch: z.number(),
  /** What the text of one's own has more than the shared one: a Yjs update, V1. */
  update: z.instanceof(Uint8Array),
  /** The same, as words. */
  changes: z.array(UnsentChange),
});
export type KeptProposals = z.infer<typeof KeptProposals>;

const keyOf = ({ account, draft }: Owner) => [account, draft, 'proposing'];

/** @returns what is kept, or null. */
export async function keptProposals(device: Device, owner: Owner): Promise<KeptProposals | null> {
  const kept = KeptProposals.safeParse(await device.get(keyOf(owner)));
  return kept.success ? kept.data : null;
}

/** What is said of a draft now, as far as it concerns them. */
export interface Terms {
  readonly epoch: number;
  readonly mayPropose: boolean;
}

/** @returns whether they can be proposed as they stand. */
export function canBeProposed({ epoch }: KeptProposals, now: Terms): boolean {
  return epoch === now.epoch && now.mayPropose;
}

/**
 * Sets aside, as words, what can no longer be proposed as it stands. Rejects where the device cannot keep it; then it stays.
 * @param left what an editor that was on screen until now left, where that is newer than what is kept
 */
export async function setProposalsAside(
  device: Device,
  owner: Owner,
  now: Terms,
  left?: KeptProposals | null,
): Promise<void> {
  const kept = left ?? (await keptProposals(device, owner));
  if (kept === null || canBeProposed(kept, now)) return;
  if (kept.changes.length > 0) await keepChanges(device, owner, kept.changes);
  await device.remove(keyOf(owner));
}

/** Keeps the newest of what it is given, one after the other; null: nothing is left to keep. */
export function proposalsKeeper(
  device: Device,
  owner: Owner,
): (now: () => KeptProposals | null) => void {
  let next: (() => KeptProposals | null) | null = null;
  let isKeeping = false;
  async function keepAll(): Promise<void> {
    isKeeping = true;
    while (next) {
      const kept = next();
      next = null;
      // Where the disk is full they stay in this tab, and leaving it asks first.
      await (kept ? device.put(keyOf(owner), kept) : device.remove(keyOf(owner))).catch(
        () => undefined,
      );
    }
    isKeeping = false;
  }
  return (now) => {
    next = now;
    if (!isKeeping) void keepAll();
  };
}
