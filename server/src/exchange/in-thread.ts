/**
 * Work on a file in a thread of its own: a long one takes seconds, in which no one's words may wait, and one made to exhaust
 * memory may end its thread and nothing else. The thread answers once, with a ruling, and ends.
 */
import { Worker } from 'node:worker_threads';

import type { Ruling } from '@gloss/shared/words/refusal';

/** 10 MB of Markdown, far more than any strategy, take a fifth of this on two idle cores, and two thirds of the memory. */
const longestMs = 100_000;
const mostMemoryMb = 1536;

/**
 * @param worker the module that the thread runs.
 * @param tooMuch what is answered where it took more time or memory than there is.
 * @returns what the thread answered. Rejects where its code is broken.
 */
export async function inThread<Value>(
  worker: URL,
  workerData: unknown,
  tooMuch: Ruling<Value>,
): Promise<Ruling<Value>> {
  const thread = new Worker(worker, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ruling<Value>>();
  const timer = setTimeout(() => resolve(tooMuch), longestMs);
  thread.once('message', resolve);
  thread.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooMuch) : reject(error),
  );
  thread.once('exit', () => reject(new Error('The reader of files ended without an answer.')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
