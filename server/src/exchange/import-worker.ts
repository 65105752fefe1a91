/** The thread that reads one file for `import.ts`, answers with the ruling, and ends. */
import { parentPort, workerData } from 'node:worker_threads';

import type { FileToImport } from './read-file.ts';
import { readFile } from './read-file.ts';

// Whoever starts this thread hands it a file: import.ts, nobody else.
parentPort?.postMessage(await readFile(workerData as FileToImport), []);
