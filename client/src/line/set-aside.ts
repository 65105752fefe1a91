/** Texts on this device that can no longer be synced: their words are kept (`unsent-words.ts`), then the documents are dropped. */
import type { Refusal } from '@gloss/shared/words/refusal';
import { refusalSentences } from '@gloss/shared/words/refusal';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';

import type { Device } from './device.ts';
import type { KeptRecord, Owner } from './kept-document.ts';
import { dropDocument, keptRecords } from './kept-document.ts';
import { forgetUnsent, unsentBlocksOn, unsentOn } from './outbox.ts';
import type { Shelf } from './unsent-words.ts';
import { keepWords, newShelf } from './unsent-words.ts';

/** What the server says of the draft now. */
export interface Standing {
  readonly epoch: number;
  readonly writes: boolean;
}

/** The text of an editor that is still on screen: newer than what the device's disk has of it. */
export interface LiveText {
  readonly doc: Y.Doc;
  readonly epoch: number;
  unsent(): number;
  blocks(): readonly string[];
}

/** @returns whether what is typed into a text of that epoch can still be sent. */
export function canBeSent(epoch: number, now: Standing): boolean {
  return now.writes && epoch === now.epoch;
}

/** @returns why words of this person are kept and not sent; undefined where the text started anew under them. */
export function whyKept({ writes }: Standing): Refusal | undefined {
  const code = 'not-your-role';
  return writes ? undefined : { code, sentence: refusalSentences[code] };
}

/**
 * Sets aside the texts that can no longer be synced: those of other epochs, and, for someone who may not write (any more), one
 * with unsent edits. Their words are kept first. Only then are the documents dropped.
 * @returns where the words of the live text were put, if they were.
 */
export async function setAside(
  device: Device,
  owner: Owner,
  now: Standing,
  live: LiveText | null,
): Promise<Shelf | null> {
  const unsent = Math.max(await unsentOn(device, owner), live?.unsent() ?? 0);
  const blocks = await unsentBlocksOn(device, owner);
  const isPast = (epoch: number) => epoch !== now.epoch || (unsent > 0 && !canBeSent(epoch, now));
  const shelf = live && unsent > 0 && isPast(live.epoch) ? newShelf() : null;
  if (live && shelf !== null) await keepLive(device, owner, shelf, live, whyKept(now));
  const past = (await keptRecords(device, owner)).filter(({ epoch }) => isPast(epoch));
  for (const record of past) {
    const isKept = shelf !== null && record.epoch === live?.epoch;
    if (record.room === 'text' && unsent > 0 && !isKept)
      await keepStored(device, owner, record, blocks, whyKept(now));
    await dropDocument(device, owner, record.name);
  }
  if (past.length > 0) await forgetUnsent(device, owner);
  return shelf;
}

/** Keeps the words of a text on screen, or keeps them anew with what has been typed since. */
export function keepLive(
  device: Device,
  owner: Owner,
  shelf: Shelf,
  { doc, epoch, blocks }: LiveText,
  refusal: Refusal | undefined,
): Promise<void> {
  return keepWords(device, owner, shelf, { doc, epoch, blocks: blocks() }, refusal);
}

async function keepStored(
  device: Device,
  owner: Owner,
  { name, epoch }: KeptRecord,
  blocks: readonly string[],
  refusal: Refusal | undefined,
): Promise<void> {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(name, doc);
  await persistence.whenSynced;
  await persistence.destroy();
  await keepWords(device, owner, newShelf(), { doc, epoch, blocks }, refusal);
  doc.destroy();
}

/** Drops the text of an epoch whose words were kept: it holds an edit that the server will never take. */
export async function dropText(device: Device, owner: Owner, epoch: number): Promise<void> {
  for (const record of await keptRecords(device, owner)) {
    if (record.room === 'text' && record.epoch === epoch)
      await dropDocument(device, owner, record.name);
  }
  await forgetUnsent(device, owner);
}
