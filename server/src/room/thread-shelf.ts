/** The threads of one docket, read once from its Yjs document and kept beside it: rules ask for them by id and by number. */
import { readThreads, writeThread } from '@gloss/shared/rules/docket';
import type { ThreadId } from '@gloss/shared/words/ids';
import { awaitsDecision } from '@gloss/shared/words/thread';
import type { Thread } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

export class ThreadShelf {
  readonly #docket: Y.Doc;
  readonly #threads = new Map<ThreadId, Thread>();
  readonly #numbers = new Map<number, ThreadId>();
  #open = 0;

  constructor(docket: Y.Doc) {
    this.#docket = docket;
    for (const thread of readThreads(docket)) this.#shelve(thread);
  }

  get nextNumber(): number {
    return this.#numbers.size + 1;
  }

  /** How many a lead still has to decide. */
  get openThreads(): number {
    return this.#open;
  }

  all(): Iterable<Thread> {
    return this.#threads.values();
  }

  thread(which: ThreadId | number): Thread | undefined {
    const id = typeof which === 'number' ? this.#numbers.get(which) : which;
    return id && this.#threads.get(id);
  }

  /** Writes threads as they now are into the docket, in one transaction. */
  write(threads: readonly Thread[]): void {
    this.#docket.transact(() => {
      for (const thread of threads) writeThread(this.#docket, thread);
    });
    for (const thread of threads) this.#shelve(thread);
  }

  #shelve(thread: Thread): void {
    const before = this.#threads.get(thread.id);
    if (before && awaitsDecision(before)) this.#open -= 1;
    if (awaitsDecision(thread)) this.#open += 1;
    this.#threads.set(thread.id, thread);
    this.#numbers.set(thread.number, thread.id);
  }
}
