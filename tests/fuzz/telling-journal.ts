/** The real journal, which says on standard error when a checkpoint is begun and when it is made. For other-server.ts. */
import type { Journal } from '@gloss/server/journal/journal';
import { openSqliteJournal as openHonestJournal } from '@gloss/server/journal/sqlite-journal';

export async function openSqliteJournal(dataDir: string): Promise<Journal> {
  const journal = await openHonestJournal(dataDir);
  const checkpoint: Journal['checkpoint'] = async (...which) => {
    process.stderr.write('checkpoint begun\n');
    await journal.checkpoint(...which);
    process.stderr.write('checkpoint made\n');
  };
  return new Proxy(journal, {
    get: (target, name) => {
      if (name === 'checkpoint') return checkpoint;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
