/**
 * One Yjs document as this device keeps it, through y-indexeddb, in a database named by account, draft, document and epoch.
 * `outbox.ts` keeps a text so, `docket-sync.ts` a docket; `earlier-editions.ts` finds those of earlier epochs.
 */
import type { AccountId, DraftId } from '@gloss/shared/words/ids';
import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import * as z from 'zod/mini';

import type { Device } from './device.ts';

/** Whose copy of which draft. */
export interface Owner {
  readonly account: AccountId;
  readonly draft: DraftId;
}

export type Room = 'text' | 'docket';

/** What the device remembers about one of its documents. */
const Record = z.object({
  name: z.string(),
  room: z.enum(['text', 'docket']),
  epoch: z.number(),
  /** It was in step with the server once: it can be shown with the server away. */
  whole: z.boolean(),
});
export type KeptRecord = z.infer<typeof Record>;

export interface KeptDocument {
  /** Whether the device had a whole document; what it had is in the `Y.Doc` by now. */
  readonly whole: boolean;
  /** Whether changes reach the device's disk. */
  lasts(): boolean;
  /** Whether a change came from the device's disk rather than from a person or the server. */
  isOrigin(origin: unknown): boolean;
  /** The document is in step with the server now. */
  markWhole(): void;
  /** Stops keeping; what is kept stays. */
  leave(): Promise<void>;
}

const recordKey = ({ account, draft }: Owner, name: string) => [account, draft, 'document', name];

/** @returns the documents that the device keeps of a draft, of all epochs. */
export async function keptRecords(device: Device, owner: Owner): Promise<KeptRecord[]> {
  const listed = await device.list([owner.account, owner.draft, 'document']);
  return listed.flatMap(({ value }) => {
    const record = Record.safeParse(value);
    return record.success ? [record.data] : [];
  });
}

/** Reads what the device has into the document and keeps every later change. Never rejects: `lasts` tells. */
export async function keepDocument(
  device: Device,
  owner: Owner,
  room: Room,
  epoch: number,
  doc: Y.Doc,
): Promise<KeptDocument> {
  const name = `gloss:${owner.account}:${owner.draft}:${room}:${epoch}`;
  const known = (await keptRecords(device, owner)).find((record) => record.name === name);
  const record: KeptRecord = known ?? { name, room, epoch, whole: false };
  let lasting = device.lasts && (await remember(device, owner, record));
  const persistence = lasting ? await read(name, doc) : null;
  if (persistence === null) lasting = false;
  else guard(persistence, doc, () => (lasting = false));
  return {
    whole: persistence !== null && record.whole,
    lasts: () => lasting,
    isOrigin: (origin) => persistence !== null && origin === persistence,
    markWhole: () => {
      if (lasting) void remember(device, owner, { ...record, whole: true });
    },
    leave: async () => {
      await persistence?.destroy();
    },
  };
}

/** Removes a kept document for good. Another tab that has it open stops keeping it. */
export async function dropDocument(device: Device, owner: Owner, name: string): Promise<void> {
  await device.remove(recordKey(owner, name));
  if (device.lasts) await clearDocument(name);
}

async function remember(device: Device, owner: Owner, record: KeptRecord): Promise<boolean> {
  try {
    await device.put(recordKey(owner, record.name), record);
    return true;
  } catch {
    // The disk is full. The document works without it; `lasts` says so and the page warns before it is left.
    return false;
  }
}

/** @returns the persistence once it has read everything, or null where the database does not open. */
async function read(name: string, doc: Y.Doc): Promise<IndexeddbPersistence | null> {
  const persistence = new IndexeddbPersistence(name, doc);
  try {
    // y-indexeddb reports nothing when its database does not open; the promise behind it does.
    await Promise.race([
      persistence._db.then(() => persistence.whenSynced),
      persistence.whenSynced,
    ]);
    return persistence;
  } catch {
    return null;
  }
}

/**
 * y-indexeddb throws inside Yjs' update event when its database was closed under it (another tab dropped it), and the edit
 * would then not be sent either. Nothing of that kind may stand between an edit and the wire.
 */
function guard(persistence: IndexeddbPersistence, doc: Y.Doc, lost: () => void): void {
  const store = persistence._storeUpdate;
  doc.off('update', store);
  const guarded = (update: Uint8Array, origin: unknown) => {
    try {
      if (!persistence._destroyed) store(update, origin);
    } catch {
      lost();
    }
  };
  doc.on('update', guarded);
}
