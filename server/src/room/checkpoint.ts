/** Compacts a document: what the journal says it is, loaded and encoded anew, so that deleted words leave the disk. */
import type { Journal } from '../journal/journal.ts';
import type { KeptDocument } from './kept-document.ts';

/** A document is compacted after this many entries, or when the last person leaves. */
export const entriesPerCheckpoint = 500;

/** Made from the disk and not from memory, so that each checkpoint also proves that the journal reads as it should. */
export async function checkpoint(journal: Journal, kept: KeptDocument): Promise<void> {
  const made = await journal.compacted(kept.name);
  if (!made) return;
  await journal.checkpoint(kept.name, made.seq, made.state, made.stateVector);
  kept.checkpointed(made);
}
