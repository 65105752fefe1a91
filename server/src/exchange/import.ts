/**
 * The door for files that begin a draft. Each is read in a thread of its own (`import-worker.ts`): a long one takes
 * seconds, in which no one's words may wait, and one made to exhaust memory may end its thread and nothing else.
 */
import { Worker } from 'node:worker_threads';

import type { FirstWords } from '@gloss/shared/text/content';
import { importBytes } from '@gloss/shared/wire/limits';
import type { Ruling } from '@gloss/shared/words/refusal';
import { refuse } from '@gloss/shared/words/refusal';

import type { FileToImport } from './read-file.ts';

/** A file as a new draft takes it. */
export interface Imported {
  readonly title: string;
  readonly words: FirstWords;
}

const worker = new URL('./import-worker.ts', import.meta.url);

/** 10 MB of Markdown, far more than any strategy, take a fifth of this on two idle cores, and two thirds of the memory. */
const longestMs = 100_000;
const mostMemoryMb = 1536;

/**
 * @returns the text of a file. Refuses `too-large`, `file-empty`, and `file-unreadable` for whatever is no Markdown, HTML
 * or plain text. Rejects where the reader itself is broken.
 */
export function importFile(file: FileToImport): Promise<Ruling<Imported>> {
  if (file.bytes.byteLength > importBytes)
    return Promise.resolve(
      refuse(
        'too-large',
        'The file is larger than 10 MB. Nothing was created. Import it in parts.',
      ),
    );
  return read(file);
}

async function read(file: FileToImport): Promise<Ruling<Imported>> {
  const thread = new Worker(worker, {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ruling<Imported>>();
  const tooMuch = () =>
    resolve(
      refuse(
        'too-large',
        'The file is too much to read at once. Nothing was created. Import it in parts.',
      ),
    );
  const timer = setTimeout(tooMuch, longestMs);
  thread.once('message', resolve);
  thread.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : reject(error),
  );
  thread.once('exit', () => reject(new Error('The reader of files ended without an answer.')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
