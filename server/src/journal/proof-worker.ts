/**
 * The thread that reads a new checkpoint back, through a connection of its own, and compares it with what it is to
 * replace. Apart from the thread that writes, because replaying a long document must not keep commits waiting.
 */
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';

import type { DocumentName } from './document.ts';
import { serve } from './hired-worker.ts';
import { checkSameContent } from './same-content.ts';
import { fileName, openForReading } from './sqlite-file.ts';
import { openTables } from './sqlite-tables.ts';

export type Proving = typeof duties;

const duties = {
  /** Throws where the checkpoint is damaged or says something else. */
  prove: ({ document, seq }: { document: DocumentName; seq: number }) => {
    const file = openForReading(join(workerData as string, fileName));
    try {
      const tables = openTables(file);
      // One view for all reads: commits go on meanwhile.
      file.exec('begin');
      const stored = tables.read(document);
      const proposed = tables.proposed(document, seq);
      file.exec('commit');
      checkSameContent(document, stored, proposed);
    } finally {
      file.close();
    }
  },
};

serve(
  duties,
  () => [],
  () => undefined,
);
