/** A journal on disk that answers before it writes: the last few batches are only in memory. For lying-server.ts. */
import type { Batch, Journal } from '@gloss/server/journal/journal';
import { openSqliteJournal as openHonestJournal } from '@gloss/server/journal/sqlite-journal';

/** So many batches wait in memory. */
const heldBack = 12;

export async function openSqliteJournal(dataDir: string): Promise<Journal> {
  const journal = await openHonestJournal(dataDir);
  const held: Batch[] = [];
  const write = async (downTo: number): Promise<void> => {
    await Promise.all(held.splice(0, held.length - downTo).map((batch) => journal.append(batch)));
  };
  return {
    append: async (batch) => {
      held.push(batch);
      if (held.length > heldBack) void write(heldBack);
    },
    // Whoever reads gets what is held back as well: it lies to people, not to itself.
    read: (document) => write(0).then(() => journal.read(document)),
    checkpoint: (document, seq, state, stateVector) =>
      journal.checkpoint(document, seq, state, stateVector),
    answerTo: (draft, act) => write(0).then(() => journal.answerTo(draft, act)),
    tallies: () => journal.tallies(),
    record: (query) => write(0).then(() => journal.record(query)),
    close: () => write(0).then(() => journal.close()),
  };
}
