/**
 * The thread that makes a checkpoint, and reads it back through a connection of its own to compare it with what it is to
 * replace. Apart from the thread that writes, because replaying a long document must not keep commits waiting.
 */
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';

import type { DocumentName } from './document.ts';
import { serve } from './hired-worker.ts';
import type { Checkpoint } from './journal.ts';
import { checkSameContent, compacted } from './same-content.ts';
import { spareMemory } from './spare-memory.ts';
import { fileName, openForReading } from './sqlite-file.ts';
import type { Tables } from './sqlite-tables.ts';
import { openTables } from './sqlite-tables.ts';

export type Proving = typeof duties;

const duties = {
  /** Throws where what is stored cannot be read. */
  compact: (document: DocumentName): Checkpoint | null => {
    const made = compacted(reading((tables) => tables.read(document)));
    spareAfter(made);
    return made;
  },

  /** Throws where the checkpoint is damaged or says something else. */
  prove: ({ document, seq }: { document: DocumentName; seq: number }) => {
    const { stored, proposed } = reading((tables) => ({
      stored: tables.read(document),
      proposed: tables.proposed(document, seq),
    }));
    checkSameContent(document, stored, proposed);
    spareAfter(proposed);
  },
};

/** A document of this size, in bytes, is worth the milliseconds. */
const largeBytes = 256 * 1024;

/** The document that was read is not needed any more; while the thread waits for the next, its memory would lie there. */
function spareAfter(checkpoint: Checkpoint | null): void {
  if (checkpoint && checkpoint.state.length >= largeBytes) spareMemory();
}

/** One view for all reads: commits go on meanwhile. */
function reading<Value>(read: (tables: Tables) => Value): Value {
  const file = openForReading(join(workerData as string, fileName));
  try {
    const tables = openTables(file);
    file.exec('begin');
    const value = read(tables);
    file.exec('commit');
    return value;
  } finally {
    file.close();
  }
}

serve(duties);
