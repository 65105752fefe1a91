/**
 * A worker thread that is asked and answers, in order. `hire` stands on the main side, `serve` inside the worker.
 * Errors cross as code and message; a worker that dies answers everyone who waits with its error.
 */
import { parentPort, Worker } from 'node:worker_threads';

import { JournalError, journalError } from './journal-error.ts';
import type { JournalErrorCode } from './journal-error.ts';

/** What can be asked, by name: a method takes one question and gives its answer. */
export type Duties<Names extends string = string> = Record<Names, (question: never) => unknown>;

type Question<Duty> = Duty extends (question: infer Asked) => unknown ? Asked : never;
type Answer<Duty> = Duty extends (question: never) => infer Given ? Given : never;

type Asked =
  | { readonly id: number; readonly name: string; readonly question: unknown }
  | { readonly leave: true };

type Said =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: JournalErrorCode;
      readonly message: string;
    };

export interface HiredWorker<D extends Duties> {
  /** Rejects with a `JournalError`: what the worker threw, or that it is gone. `transfer` moves instead of copying. */
  ask<Name extends keyof D & string>(
    name: Name,
    question: Question<D[Name]>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Answer<D[Name]>>;
  /** Lets it finish what it was asked, put things away and go. Resolves when the thread is gone, rejects where it failed in leaving. */
  dismiss(): Promise<void>;
}

interface Asker {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: JournalError) => void;
}

/** It makes little that lives long; with what a main thread may take, memory would lie there unused. */
const small = { maxYoungGenerationSizeMb: 4 };

/** Starts a worker. It loads TypeScript directly; `given` reaches it as `workerData`. `onLost` hears when it is gone undismissed. */
export function hire<D extends Duties>(
  script: URL,
  given: unknown,
  onLost: (error: JournalError) => void = () => undefined,
): HiredWorker<D> {
  const worker = new Worker(script, { workerData: given, resourceLimits: small });
  const waiting = new Map<number, Asker>();
  let gone: JournalError | undefined;
  let isLeaving = false;
  let asked = 0;

  function end(error: JournalError): void {
    const isLost = gone === undefined && !isLeaving;
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
    if (isLost) onLost(gone);
  }

  worker.on('message', (said: Said) => {
    const asker = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.ok) asker?.resolve(said.answer as never);
    else asker?.reject(new JournalError(said.code, said.message));
  });
  worker.on('messageerror', (error) => end(journalError(error)));
  worker.on('error', (error) => end(journalError(error)));
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end(new JournalError('stopped', 'The worker thread of the journal has ended.'));
      resolve();
    });
  });

  return {
    ask: (name, question, transfer = []) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone);
        const id = ++asked;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, name, question } satisfies Asked, [...transfer]);
      }),
    async dismiss() {
      const goneBefore = gone;
      isLeaving = true;
      worker.postMessage({ leave: true } satisfies Asked, []);
      await exited;
      if (!goneBefore && gone?.code !== 'stopped') throw gone;
    },
  };
}

/**
 * Answers what is asked, one after the other. `transferOf` names the buffers of an answer that may move instead of being
 * copied; `putAway` runs before the thread ends.
 */
export function serve(
  duties: Duties,
  transferOf: (answer: unknown) => readonly ArrayBuffer[] = () => [],
  putAway: () => void = () => undefined,
): void {
  const port = parentPort;
  if (port === null) throw new Error('This module runs in a worker thread.');
  port.on('message', (asked: Asked) => {
    if ('leave' in asked) {
      putAway();
      port.close();
      return;
    }
    const said = answer(duties, asked.id, asked.name, asked.question);
    port.postMessage(said, said.ok ? [...transferOf(said.answer)] : []);
  });
}

function answer(duties: Duties, id: number, name: string, question: unknown): Said {
  try {
    const duty = duties[name] as ((question: unknown) => unknown) | undefined;
    if (duty === undefined) throw new Error(`This worker has no duty called ${name}.`);
    return { id, ok: true, answer: duty(question) };
  } catch (error) {
    const { code, message } = journalError(error);
    return { id, ok: false, code, message };
  }
}
