/**
 * One schedule: up to six people at one draft, who edit, go offline and come back, sit at two screens, change their role and
 * act on threads, in an order of the dice's choosing. Several run side by side in one house, whose restarts they share.
 */
import type { Act } from '@gloss/shared/rules/acts';
import { readThreads } from '@gloss/shared/rules/docket';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { paths } from '@gloss/shared/wire/api';
import type { Selected } from '@gloss/shared/words/anchor';
import type { DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import { dice } from '../../stage/dice.ts';
import type { House } from '../../stage/house.ts';
import { oneLine } from '../../stage/one-line.ts';
import type { Person } from '../../stage/person.ts';
import type { Crew } from '../crew.ts';
import { contentLine, unlike } from '../frames/gate.ts';
import type { Disk } from '../network/disk.ts';
import { Screen } from './screen.ts';

export interface Tally {
  edits: number;
  acts: number;
  refused: number;
  offline: number;
}

export class Schedule {
  readonly seed: number;
  readonly tally: Tally = { edits: 0, acts: 0, refused: 0, offline: 0 };
  /** What happened, for whoever looks for the reason. */
  readonly happened: string[] = [];
  readonly #house: House;
  readonly #chance: Dice;
  readonly #draft: DraftId;
  readonly #people: readonly Person[];
  readonly #screens: readonly Screen[];
  readonly #docket: Screen;
  #demoted: Person | undefined;

  private constructor(
    house: House,
    seed: number,
    chance: Dice,
    people: readonly Person[],
    deafTo?: number,
  ) {
    this.#house = house;
    this.seed = seed;
    this.#chance = chance;
    this.#people = people;
    this.#draft = people[0]!.draft;
    // The first sits at two screens.
    this.#screens = [people[0]!, ...people].map(
      (person, at) =>
        new Screen({ person, chance, ...(at === 1 && deafTo !== undefined && { deafTo }) }),
    );
    this.#docket = new Screen({ person: people[0]!, chance, document: 'docket' });
  }

  /** @param options.deafTo what the second screen does not hear: the control. */
  static async begins(
    house: House,
    crew: Crew,
    { seed, deafTo }: { seed: number; deafTo?: number | undefined },
  ): Promise<Schedule> {
    const chance = dice(seed);
    const draft = await house.newDraft(`Schedule ${seed}`);
    const count = 2 + chance.upTo(4);
    const people: Person[] = [];
    for (let at = 0; at < count; at += 1)
      people.push(await crew.joins(`writer${at}`, at === 0 ? 'lead' : 'editor', draft));
    const schedule = new Schedule(house, seed, chance, people, deafTo);
    for (const screen of schedule.#all) screen.connects();
    return schedule;
  }

  get #all(): Screen[] {
    return [...this.#screens, this.#docket];
  }

  /** One thing happens. */
  async step(): Promise<void> {
    const screen = this.#chance.oneOf(this.#screens);
    const roll = this.#chance.upTo(99);
    if (roll < 74) {
      for (let left = this.#chance.upTo(2); left >= 0; left -= 1) {
        this.happened.push(String(screen.edits()));
        this.tally.edits += 1;
      }
    } else if (roll < 80) {
      screen.disconnects();
      this.tally.offline += 1;
      this.happened.push('goes offline');
    } else if (roll < 88) screen.connects();
    else if (roll < 97) await this.#acts();
    else await this.#changesRole();
  }

  /** Everyone is online and may write. */
  async ends(): Promise<void> {
    if (this.#demoted) await this.#changesRole();
    for (const screen of this.#all) screen.connects();
  }

  /** Whether everyone has everything, and reads the same. */
  isSettledOn(disk: Disk): boolean {
    const isTold = () => threadsIn(disk.docket(this.#draft)) === threadsIn(this.#docket.doc);
    return this.#isSettled && isTold();
  }

  get #isSettled(): boolean {
    const [first, ...others] = this.#screens.map(({ doc }) => contentLine(doc));
    return (
      this.#all.every(({ isSettled, isWaiting }) => isSettled && !isWaiting) &&
      others.every((other) => other === first)
    );
  }

  /** @returns what is wrong, once everybody has settled and the server was killed: read from the disk alone. */
  wrongOn(disk: Disk): string[] {
    const wrong: string[] = [];
    const stored = disk.text(this.#draft);
    const said = contentLine(stored);
    for (const { doc } of this.#screens)
      if (contentLine(doc) !== said) wrong.push('someone reads something else than the disk says');
    let isLacking = false;
    stored.on('update', () => (isLacking = true));
    for (const { acknowledged } of this.#screens)
      for (const update of acknowledged) Y.applyUpdate(stored, update);
    if (isLacking || stored.store.pendingStructs !== null)
      wrong.push('something that was acknowledged is not on disk');
    const [kept, shown] = [threadsIn(disk.docket(this.#draft)), threadsIn(this.#docket.doc)];
    if (kept !== shown) wrong.push(`the threads on disk are others: ${unlike(kept, shown)}`);
    for (const screen of this.#screens) this.tally.refused += screen.refusals.length;
    return wrong;
  }

  /** @returns what someone reads who joins now for the first time. */
  async readsAfresh(): Promise<string | null> {
    const fresh = new Screen({ person: this.#people[0]!, chance: this.#chance });
    fresh.connects();
    while (!fresh.isSettled) await new Promise((resolve) => setTimeout(resolve, 10));
    const isSame = contentLine(fresh.doc) === contentLine(this.#screens[0]!.doc);
    fresh.leaves();
    return isSame ? null : 'who joins now reads something else';
  }

  get refusals(): string[] {
    return this.#screens.flatMap(({ refusals }) => refusals);
  }

  leaves(): void {
    for (const screen of this.#all) screen.leaves();
  }

  async #acts(): Promise<void> {
    const threads = readThreads(this.#docket.doc);
    const open = threads.filter(({ disposition }) => disposition === undefined);
    const person = this.#chance.oneOf(this.#people);
    const act = open.length > 1 ? this.#answer(open) : this.#annotation();
    if (act === null) return;
    const by = act.act === 'decide' ? this.#people[0]! : person;
    this.happened.push(act.act);
    try {
      const { status } = await by.asks(act);
      if (status === 200) this.tally.acts += 1;
    } catch {
      // The server is down: whether it was done, nobody was told.
    }
  }

  #annotation(): Act | null {
    const selected = this.#selects();
    if (selected === null) return null;
    if (this.#chance.upTo(1))
      return { act: 'annotate', selected, body: 'Why?', type: 'general', labels: [] };
    const wording = `instead ${this.#chance.upTo(99)}`;
    return { act: 'propose', selected, wording, body: '', type: 'editorial', labels: [] };
  }

  #answer(open: ReturnType<typeof readThreads>): Act {
    const { id: thread, proposal } = this.#chance.oneOf(open);
    if (this.#chance.upTo(2) === 0) return { act: 'reply', thread, body: 'Because.' };
    return { act: 'decide', thread, as: proposal ? 'accepted' : 'noted', reason: 'It is better.' };
  }

  #selects(): Selected | null {
    const { doc } = this.#chance.oneOf(this.#screens);
    const texts = textsIn(bodyOf(doc)).filter(({ length }) => length > 3);
    if (texts.length === 0) return null;
    const text = this.#chance.oneOf(texts);
    const from = this.#chance.upTo(text.length - 2);
    const to = Math.min(text.length, from + 2 + this.#chance.upTo(6));
    return selectedBetween(bodyOf(doc), { text, offset: from }, { text, offset: to });
  }

  /** Somebody becomes a reviewer for a while, and then an editor again. */
  async #changesRole(): Promise<void> {
    const person = this.#demoted ?? this.#chance.oneOf(this.#people.slice(1));
    const role = this.#demoted ? 'editor' : 'reviewer';
    try {
      const address = paths.participant(this.#draft, person.account);
      const { status } = await this.#house.lead.post(address, { role });
      if (status === 200) this.#demoted = this.#demoted ? undefined : person;
      this.happened.push(`becomes ${role}`);
    } catch {
      // The server is down.
    }
  }
}

/** Threads with their anchors, as they stand in a docket. */
function threadsIn(docket: Y.Doc): string {
  return oneLine(readThreads(docket));
}

function textsIn(fragment: Y.XmlFragment): Y.XmlText[] {
  return fragment.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlElement ? textsIn(child) : [];
  });
}
