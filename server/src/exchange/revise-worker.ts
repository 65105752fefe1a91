/** The thread that reads one file for `revise.ts`, writes it over a replica of the text, and answers with that edit. */
import { parentPort, workerData } from 'node:worker_threads';

import { grant } from '@gloss/shared/words/refusal';

import { readFile } from './read-file.ts';
import type { FileToBringIn } from './revise.ts';
import { revisionOf } from './revision.ts';

// Whoever starts this thread hands it a file and a text: revise.ts, nobody else.
const { file, state } = workerData as FileToBringIn;
const read = await readFile(file);
if (!read.ok) parentPort?.postMessage(read, []);
else {
  const revision = revisionOf(state, read.value.content);
  parentPort?.postMessage(grant(revision), revision.update ? [revision.update.buffer] : []);
}
