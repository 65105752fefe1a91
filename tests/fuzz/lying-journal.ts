/**
 * A journal on disk that answers before it writes, for other-server.ts: the last few batches are only in memory; or, where
 * LIE is `debounced`, all that came since the last time it wrote, as in servers that store two seconds after an edit.
 */
import type { Batch, Journal } from '@gloss/server/journal/journal';
import { openSqliteJournal as openHonestJournal } from '@gloss/server/journal/sqlite-journal';

/** So many batches wait in memory. */
const heldBack = process.env['LIE'] === 'debounced' ? Infinity : 12;

const debouncedMs = 2000;

export async function openSqliteJournal(
  ...opening: Parameters<typeof openHonestJournal>
): Promise<Journal> {
  const journal = await openHonestJournal(...opening);
  const held: Batch[] = [];
  let timer: NodeJS.Timeout | undefined;
  const write = async (downTo: number): Promise<void> => {
    await Promise.all(held.splice(0, held.length - downTo).map((batch) => journal.append(batch)));
  };
  const writeLater = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void write(0);
    }, debouncedMs);
  };
  const append: Journal['append'] = async (batch) => {
    held.push(batch);
    if (heldBack === Infinity) writeLater();
    else if (held.length > heldBack) void write(heldBack);
  };
  return new Proxy(journal, {
    get: (target, name) => {
      if (name === 'append') return append;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      // Whoever reads gets what is held back as well: it lies to people, not to itself.
      return (...given: unknown[]): unknown => write(0).then(() => value.apply(target, given));
    },
  });
}
