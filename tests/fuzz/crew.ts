/**
 * People who are signed in once and then take part in one draft after the other: signing in has a rate, and proofs open
 * drafts by the thousand.
 */
import { paths } from '@gloss/shared/wire/api';
import type { DraftId } from '@gloss/shared/words/ids';
import type { Role } from '@gloss/shared/words/role';

import type { House } from '../stage/house.ts';
import type { Person } from '../stage/person.ts';

export class Crew {
  readonly #house: House;
  readonly #people = new Map<string, Promise<Person>>();

  constructor(house: House) {
    this.#house = house;
  }

  /** Makes someone a participant. @returns them, signed in, with nothing opened yet. */
  async joins(name: string, role: Role, draft: DraftId): Promise<Person> {
    const known = this.#people.get(name);
    if (known === undefined) {
      const entering = this.#enters(name, role, draft);
      this.#people.set(name, entering);
      return (await entering).elsewhere();
    }
    const person = await known;
    const email = `${name.toLowerCase()}@example.org`;
    const appointment = { name, email, organisation: 'Test bench', role };
    const { status, body } = await this.#house.lead.post(paths.participants(draft), appointment);
    if (status !== 200) throw new Error(`no appointment: ${JSON.stringify(body)}`);
    return person.elsewhere(draft);
  }

  /** The same, with text and docket open. */
  async opens(name: string, role: Role, draft: DraftId): Promise<Person> {
    const person = await this.joins(name, role, draft);
    await person.opens();
    return person;
  }

  async #enters(name: string, role: Role, draft: DraftId): Promise<Person> {
    const person = await this.#house.enter(name, role, draft);
    person.leaves();
    return person;
  }
}
