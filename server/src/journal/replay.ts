/**
 * Puts a document together again from what is stored, and does nothing besides. Left to itself, Yjs takes marks away that no
 * longer show, right after it has read an update, and which ones depends on how the update lists what it deletes. A room tells
 * everybody what was tidied and stores it; what a replay tidied nobody would be told, and replicas would part company.
 */
import * as Y from 'yjs';

/** Applies updates, in this order, as one transaction. Throws where one of them cannot be applied. */
export function replayInto(doc: Y.Doc, updates: Iterable<Uint8Array>): void {
  doc.on('afterTransaction', leaveUntidied);
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
  } finally {
    doc.off('afterTransaction', leaveUntidied);
  }
}

/** Yjs looks at this flag after this event, of the one version that package.json names; replay.test.ts would notice. */
export function leaveUntidied(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false;
}

/** @returns the updates of a checkpoint and of the entries after it, up to a seq. */
export function* updatesOf(
  {
    checkpoint,
    entries,
  }: {
    readonly checkpoint: { readonly state: Uint8Array } | null;
    readonly entries: readonly { readonly seq: number; readonly update: Uint8Array }[];
  },
  upTo = Infinity,
): Generator<Uint8Array> {
  if (checkpoint) yield checkpoint.state;
  for (const { seq, update } of entries) if (seq <= upTo) yield update;
}
