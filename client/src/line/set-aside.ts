/** Texts on this device that can no longer be synced: their words are kept (`unsent-words.ts`), then the documents are dropped. */
import { refusalSentences } from '@gloss/shared/words/refusal';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';

import type { Device } from './device.ts';
import type { KeptRecord, Owner } from './kept-document.ts';
import { dropDocument, keptRecords } from './kept-document.ts';
import { forgetUnsent, unsentOn } from './outbox.ts';
import { keepWords } from './unsent-words.ts';

/**
 * Sets aside the texts that can no longer be synced: those of other epochs, and, for someone who may not write (any more), one
 * with unsent edits. Their words are kept first. Only then are the documents dropped.
 */
export async function setAside(
  device: Device,
  owner: Owner,
  now: { readonly epoch: number; readonly writes: boolean },
): Promise<void> {
  const unsent = await unsentOn(device, owner);
  const records = await keptRecords(device, owner);
  const past = records.filter(({ epoch }) => epoch !== now.epoch);
  const forbidden = now.writes || unsent === 0 ? [] : records.filter((one) => !past.includes(one));
  for (const record of [...past, ...forbidden]) {
    if (record.room === 'text' && unsent > 0) await keepWordsOf(device, owner, record, now);
    await dropDocument(device, owner, record.name);
  }
  if (past.length + forbidden.length > 0) await forgetUnsent(device, owner);
}

async function keepWordsOf(
  device: Device,
  owner: Owner,
  record: KeptRecord,
  now: { readonly epoch: number; readonly writes: boolean },
): Promise<void> {
  const doc = new Y.Doc();
  const persistence = new IndexeddbPersistence(record.name, doc);
  await persistence.whenSynced;
  await persistence.destroy();
  const code = 'not-your-role';
  const refusal = now.writes ? undefined : ({ code, sentence: refusalSentences[code] } as const);
  await keepWords(device, owner, doc, refusal);
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
