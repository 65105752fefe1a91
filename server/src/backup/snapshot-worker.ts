/** The thread that copies the database, so that a bar can move meanwhile. */
import { workerData } from 'node:worker_threads';

import { serve } from '../journal/hired-worker.ts';
import { openForReading } from '../journal/sqlite-file.ts';

export type Copying = typeof duties;

const duties = {
  /**
   * One read transaction, so one moment of the house; writers go on meanwhile, in WAL mode nobody waits for a reader. What
   * is copied is what the tables hold, not the pages: deleted words that a page may still carry stay behind.
   */
  copy: (target: string) => {
    const file = openForReading(workerData as string);
    try {
      file.prepare('vacuum into ?').run(target);
    } finally {
      file.close();
    }
  },
};

serve(duties);
