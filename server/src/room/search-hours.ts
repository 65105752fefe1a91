/** Gives the late search its time: a few milliseconds, then as long a pause, until nothing is left to search for. */
import type { Instant } from '@gloss/shared/words/ids';

import type { Docket } from './docket.ts';
import type { DraftJournal } from './draft-journal.ts';

/** Whoever types meanwhile is to notice nothing. */
const pauseMs = 5;

export class SearchHours {
  readonly #docket: Docket;
  readonly #journal: DraftJournal;
  readonly #now: () => Instant;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(docket: Docket, journal: DraftJournal, now: () => Instant) {
    this.#docket = docket;
    this.#journal = journal;
    this.#now = now;
  }

  /** Call where there may be something to search for. */
  begin(): void {
    if (this.#isOver || this.#timer || !this.#docket.isSearching) return;
    this.#timer = setTimeout(() => this.#searchOn(), pauseMs);
    this.#timer.unref();
  }

  /** Ends for good: nothing is written after this. Who opens the draft next goes on. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #searchOn(): void {
    this.#timer = undefined;
    const entry = this.#docket.searchOn(this.#now());
    if (entry) void this.#journal.remember({ entries: [entry] });
    this.begin();
  }
}
