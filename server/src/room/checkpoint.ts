/** Compacts a document: what the journal says it is, loaded and encoded anew, so that deleted words leave the disk. */
import * as Y from 'yjs';

import type { Journal } from '../journal/journal.ts';
import type { KeptDocument } from './kept-document.ts';
import { stateOf } from './kept-document.ts';

/** A document is compacted after this many entries, or when the last person leaves. */
export const entriesPerCheckpoint = 500;

/** Made from the disk and not from memory, so that each checkpoint also proves that the journal reads as it should. */
export async function checkpoint(journal: Journal, kept: KeptDocument): Promise<void> {
  const stored = await journal.read(kept.name);
  const last = stored.entries.at(-1);
  if (!last) return;
  const doc = stateOf(stored);
  const state = Y.encodeStateAsUpdate(doc);
  const stateVector = Y.encodeStateVector(doc);
  doc.destroy();
  await journal.checkpoint(kept.name, last.seq, state, stateVector);
  kept.checkpointed({ seq: last.seq, state, stateVector });
}
