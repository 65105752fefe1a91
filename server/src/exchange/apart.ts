/**
 * Work on a file in a process of its own (`reader-process.ts`): a long one takes seconds, in which no one's words may wait, and
 * one made to exhaust memory ends that process and nothing else. A thread would not do: where V8 finds no room for one large
 * thing, it ends the whole process, whatever limit the thread had. The process answers once, with a ruling, and ends.
 */
import { fork } from 'node:child_process';

import type { Ruling } from '@gloss/shared/words/refusal';

/** 10 MB of Markdown, far more than any strategy, take a fifth of this on two idle cores, and two thirds of the memory. */
const longestMs = 100_000;
const mostMemoryMb = 1536;

/** What the process is told: the module that reads, what it is given, and how much memory it may take. */
export interface Wanted {
  readonly reader: string;
  readonly given: unknown;
  readonly mostMemoryMb: number;
}

/** What it says, once. A fault is one of our own code. */
export type Told =
  | { readonly is: 'answer'; readonly ruling: Ruling<never> }
  | { readonly is: 'too-much' }
  | { readonly is: 'fault'; readonly message: string };

const program = new URL('./reader-process.ts', import.meta.url);

/**
 * @param reader the module that reads, in a thread of the process: it posts a ruling.
 * @param tooMuch what is answered where it took more time or memory than there is.
 * @returns what it posted. Rejects where its code is broken.
 */
export async function apart<Value>(
  reader: URL,
  given: unknown,
  tooMuch: Ruling<Value>,
): Promise<Ruling<Value>> {
  const { NODE_OPTIONS: options } = process.env;
  const child = fork(program, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Neither our secrets nor what tunes the server: it reads what anybody may have written.
    env: { NODE_OPTIONS: options },
    execArgv: [],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ruling<Value>>();
  child.once('message', (told: Told) => {
    if (told.is === 'answer') resolve(told.ruling);
    else if (told.is === 'too-much') resolve(tooMuch);
    else reject(new Error(told.message));
  });
  child.once('error', reject);
  // After all that it said. What ends it from outside is the limit of time, V8, or a system that has no memory left.
  child.once('close', (_code, signal) => {
    if (signal) resolve(tooMuch);
    else reject(new Error('The reader of files ended without an answer.'));
  });
  const wanted: Wanted = { reader: reader.href, given, mostMemoryMb };
  // Where it is gone already, its end says so.
  child.send(wanted, () => undefined);
  return promise;
}
