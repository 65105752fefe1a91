/** The acts of one draft: one after another, each id once, however often it is sent. */
import type { Acted } from '@gloss/shared/wire/api';
import type { AccountId, ActId, DraftId } from '@gloss/shared/words/ids';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';

import type { Journal } from '../journal/journal.ts';

/** An act that is done in memory and on its way to the disk. */
export interface Performed {
  readonly acted: Acted;
  readonly stored: Promise<void>;
}

/** It may have to wait until the text is whole. */
type Perform = () => Ruling<Performed> | Promise<Ruling<Performed>>;

interface InFlight {
  readonly account: AccountId;
  readonly answer: Promise<Ruling<Acted>>;
}

export class ActQueue {
  readonly #draft: DraftId;
  readonly #journal: Pick<Journal, 'answerTo'>;
  readonly #inFlight = new Map<ActId, InFlight>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(draft: DraftId, journal: Pick<Journal, 'answerTo'>) {
    this.#draft = draft;
    this.#journal = journal;
  }

  get isIdle(): boolean {
    return this.#inFlight.size === 0;
  }

  /**
   * Performs an act when its turn has come, unless it was performed before. Resolves when it is on disk.
   * Refuses `act-id-taken` where the id is another person's; what is refused may be sent again.
   */
  take(id: ActId, account: AccountId, perform: Perform): Promise<Ruling<Acted>> {
    const same = this.#inFlight.get(id);
    if (same)
      return same.account === account ? same.answer : Promise.resolve(refuse('act-id-taken'));
    const begun = this.#last.then(() => this.#begin(id, account, perform));
    // A failed look-up is its own act's failure; the next one still gets its turn.
    this.#last = begun.catch(() => undefined);
    const answer = begun.then(stored).finally(() => this.#inFlight.delete(id));
    this.#inFlight.set(id, { account, answer });
    return answer;
  }

  async #begin(id: ActId, account: AccountId, perform: Perform): Promise<Ruling<Performed>> {
    const earlier = await this.#journal.answerTo(this.#draft, id);
    if (earlier === null) return perform();
    if (earlier.account !== account) return refuse('act-id-taken');
    // Our own answer, as `DocketRoom` journalled it.
    return grant({ acted: JSON.parse(earlier.body) as Acted, stored: Promise.resolve() });
  }
}

async function stored(performed: Ruling<Performed>): Promise<Ruling<Acted>> {
  if (!performed.ok) return performed;
  await performed.value.stored;
  return grant(performed.value.acted);
}
