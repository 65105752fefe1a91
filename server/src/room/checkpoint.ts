/** Compacts a document: what the journal says it is, loaded and encoded anew, so that deleted words leave the disk. */
import type { Journal } from '../journal/journal.ts';
import type { KeptDocument } from './kept-document.ts';

/** A document is compacted after this many entries, or when the last person leaves; … */
export const entriesPerCheckpoint = 500;

/** … where that was less than so long ago, in ms, many write at once, and each compaction costs a tenth of a second of a core … */
const pauseMs = 30_000;

/** … so it waits for that time, or for so many times as many entries. */
const rush = 4;

/** @returns whether to compact a document with so many entries, so many ms after it was opened or compacted. */
export function isDue(entries: number, sinceMs: number): boolean {
  return entries >= (sinceMs < pauseMs ? rush : 1) * entriesPerCheckpoint;
}

/** Made from the disk and not from memory, so that each checkpoint also proves that the journal reads as it should. */
export async function checkpoint(journal: Journal, kept: KeptDocument): Promise<void> {
  const made = await journal.compacted(kept.name);
  if (!made) return;
  await journal.checkpoint(kept.name, made.seq, made.state, made.stateVector);
  kept.checkpointed(made);
}
