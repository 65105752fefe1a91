/** Files being read: each may take seconds of a core and a gigabyte, so there are few at a time and one for each person. */
import type { AccountId } from '@gloss/shared/words/ids';

const mostAtOnce = 4;

export class FileTurns {
  readonly #reading = new Set<AccountId>();

  /** @returns how to end the turn; null where there is none now. */
  take(account: AccountId): (() => void) | null {
    if (this.#reading.size >= mostAtOnce || this.#reading.has(account)) return null;
    this.#reading.add(account);
    return () => void this.#reading.delete(account);
  }
}
