/** How a server dies under its people: at work, while it ends in good order, while it starts, while they come back. */
import { setImmediate as nextTurn, setTimeout as later } from 'node:timers/promises';

import type { Role } from '@gloss/shared/words/role';

import type { Dice } from '../stage/dice.ts';
import type { House } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';

/** How many turns of the event loop death may come later, so that it finds the server anywhere in its work. */
const turnsAtMost = 40;

/** A start and an orderly end take a fraction of a second on a quiet machine. */
const startMs = 900;
const endMs = 60;

/** A server that can be killed at work and opened again on what it had on disk. */
export interface Mortal {
  enter(name: string, role: Role): Promise<Person>;
  crash(): Promise<void>;
  reopen(): Promise<void>;
}

/** A life that goes on until enough has happened, and what its people need to know of it. */
export interface Life {
  isOver(): boolean;
  happened(): void;
  /** Resolves when the server is dead. */
  end(): Promise<void>;
}

export class Death {
  kills = 0;
  /** Told by the server of crash.spec.ts on its standard output. */
  checkpoints = 0;
  interrupted = 0;
  readonly #mortal: Pick<Mortal, 'crash'>;
  readonly #chance: Dice;
  readonly #house: House | undefined;

  constructor(mortal: Pick<Mortal, 'crash'>, chance: Dice, house?: House) {
    this.#mortal = mortal;
    this.#chance = chance;
    this.#house = house;
  }

  /**
   * @returns a life that ends so many happenings from now; one in six of a house is told to end before it is killed.
   * `first` is waited for, however long it takes.
   */
  after(happenings: number, first?: Promise<void>): Life {
    let left = happenings;
    let isOver = false;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const die = async (): Promise<void> => {
      await first;
      await this.#turns();
      isOver = true;
      if (this.#house && this.#chance.upTo(5) === 0) {
        this.#house.asksToEnd();
        await later(this.#chance.upTo(endMs));
      }
      await this.kill();
    };
    return {
      isOver: () => isOver,
      happened: () => {
        left -= 1;
        if (left === 0) die().then(resolve, reject);
      },
      end: () => promise,
    };
  }

  async kill(): Promise<void> {
    await this.#mortal.crash();
    this.kills += 1;
    const printed = this.#house?.printed ?? '';
    const made = printed.split('checkpoint made').length - 1;
    this.checkpoints += made;
    this.interrupted += printed.split('checkpoint begun').length - 1 - made;
  }

  async whileStarting(house: House): Promise<void> {
    house.begins();
    await later(this.#chance.upTo(startMs));
    await this.kill();
  }

  async whileReturning(people: readonly Person[]): Promise<void> {
    const back = people.map((person) => person.reconnects().catch(() => undefined));
    await Promise.race([...back, later(this.#chance.upTo(200))]);
    await this.#turns();
    await this.kill();
    for (const person of people) person.disconnects();
  }

  async #turns(): Promise<void> {
    for (let turns = this.#chance.upTo(turnsAtMost); turns > 0; turns -= 1) await nextTurn();
  }
}
