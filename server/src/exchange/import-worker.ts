/**
 * The thread that reads one file for `import.ts`, answers with the ruling, and ends. It writes the text, too: an update is one
 * buffer that moves over, where a tree of nodes would be copied while everyone waits.
 */
import { parentPort, workerData } from 'node:worker_threads';

import { firstWords } from '@gloss/shared/text/content';
import { grant } from '@gloss/shared/words/refusal';

import type { FileToImport } from './read-file.ts';
import { readFile } from './read-file.ts';

// Whoever starts this thread hands it a file: import.ts, nobody else.
const read = await readFile(workerData as FileToImport);
if (!read.ok) parentPort?.postMessage(read, []);
else {
  const { title, content } = read.value;
  const words = firstWords(content);
  parentPort?.postMessage(grant({ title, words }), [words.update.buffer]);
}
