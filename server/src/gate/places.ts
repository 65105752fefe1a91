/** How many sockets are open: in the house, from one address, of one account. Who asks for more is asked to wait. */
import type { AccountId } from '@gloss/shared/words/ids';

import { Spent } from './flow.ts';
import type { Limits } from './limits.ts';
import { limiter } from './rates.ts';

/** An account's sockets together may send what two of them may: people write in one window at a time. */
const accountShare = 2;

/** After a restart everybody comes back at once, perhaps from one address: this many seconds' worth of upgrades. */
const burstSeconds = 40;

export interface Account {
  sockets: number;
  readonly spent: Spent;
}

export class Places {
  readonly #limits: Limits;
  readonly #mayKnock: (address: string) => boolean;
  readonly #addresses = new Map<string, number>();
  readonly #accounts = new Map<AccountId, Account>();
  #taken = 0;

  constructor(limits: Limits, now: () => number) {
    const perSecond = limits.upgradesPerSecond;
    this.#limits = limits;
    this.#mayKnock = limiter({ burst: perSecond * burstSeconds, perSecond }, now);
  }

  /** Sockets that are open or about to be. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes a place, before it is known whose it is. @returns how to give it back, once; null where there is none. */
  take(address: string): (() => void) | null {
    const here = this.#addresses.get(address) ?? 0;
    if (!this.#mayKnock(address)) return null;
    if (this.#taken >= this.#limits.sockets || here >= this.#limits.socketsPerAddress) return null;
    this.#taken += 1;
    this.#addresses.set(address, here + 1);
    return () => {
      this.#taken -= 1;
      const left = (this.#addresses.get(address) ?? 1) - 1;
      if (left > 0) this.#addresses.set(address, left);
      else this.#addresses.delete(address);
    };
  }

  /** Seats an account's socket. @returns what the account's sockets share; null where it has too many. */
  seat(account: AccountId): Account | null {
    const there = this.#accounts.get(account) ?? { sockets: 0, spent: new Spent(accountShare) };
    if (there.sockets >= this.#limits.socketsPerAccount) return null;
    there.sockets += 1;
    this.#accounts.set(account, there);
    return there;
  }

  leave(account: AccountId): void {
    const there = this.#accounts.get(account);
    if (there) there.sockets -= 1;
  }

  /** Forgets accounts that have no socket and nothing to wait for: coming back is no way around a rate. */
  sweep(now: number): void {
    for (const [account, { sockets, spent }] of this.#accounts)
      if (sockets === 0 && spent.until <= now) this.#accounts.delete(account);
  }
}
