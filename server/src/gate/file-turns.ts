/**
 * Files that people send: one at a time of each person, and few are read at a time, since each may take seconds of a core
 * and a gigabyte. One that is still coming keeps nobody from being read: its last byte may take minutes.
 */
import type { AccountId } from '@gloss/shared/words/ids';

/** So many are held while they come and wait, of 10 MB at most each. */
const mostHeld = 24;
const mostRead = 4;

export class FileTurns {
  readonly #senders = new Set<AccountId>();
  readonly #waiting: (() => void)[] = [];
  #free = mostRead;

  /** Before anything of a file is taken. @returns what to call when all is done with it; null where it has to come later. */
  take(account: AccountId): (() => void) | null {
    if (this.#senders.size >= mostHeld || this.#senders.has(account)) return null;
    this.#senders.add(account);
    return () => void this.#senders.delete(account);
  }

  /** Reads a file that has come, once fewer than four are read: in the order in which they came. */
  async read<Value>(reads: () => Promise<Value>): Promise<Value> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await reads();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
