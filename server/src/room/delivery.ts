/**
 * What one release of a feed brings to whom. Most guests get the same news: for them it is put together once, and the gate
 * frames it once. Those who wrote some of it, or are answered, get their own.
 */
import { writeAcknowledged } from '@gloss/shared/wire/frames';

import type { Guest } from './guest.ts';

/** Something to send now. `after`: the seq of the entry it speaks of. */
export type Due =
  | { readonly is: 'answer'; readonly to: Guest; readonly frames: readonly Uint8Array[] }
  | { readonly is: 'acknowledgement'; readonly to: Guest; readonly count: number }
  | {
      readonly is: 'news';
      readonly after: number;
      readonly by: Guest | null;
      readonly frame: Uint8Array;
    };

type News = Extract<Due, { is: 'news' }>;

/** Sends what is due, in order. `told`: guest → the seq its first answer held; it gets the news after that. */
export function deliver(due: readonly Due[], told: ReadonlyMap<Guest, number>): void {
  const news = due.filter((each) => each.is === 'news');
  const own = new Map<Guest, Own>();
  for (const each of due) {
    const guest = each.is === 'news' ? each.by : each.to;
    if (guest && !own.has(guest)) own.set(guest, new Own(guest, told.get(guest)));
  }
  if (own.size > 0) for (const each of due) for (const mail of own.values()) mail.add(each);
  for (const mail of own.values()) mail.send();
  if (news.length > 0) tellAll(news, told, own);
}

function tellAll(
  news: readonly News[],
  told: ReadonlyMap<Guest, number>,
  except: ReadonlyMap<Guest, unknown>,
): void {
  const frames = news.map(({ frame }) => frame);
  const first = news[0]?.after ?? 0;
  for (const [guest, seq] of told) {
    if (except.has(guest)) continue;
    if (seq < first) guest.send(frames);
    else {
      const later = news.filter(({ after }) => after > seq);
      if (later.length > 0) guest.send(later.map(({ frame }) => frame));
    }
  }
}

/** What one guest gets that is not what all get. */
class Own {
  readonly #guest: Guest;
  readonly #told: number | undefined;
  #frames: Uint8Array[] = [];
  #acknowledged: number | undefined;

  constructor(guest: Guest, told: number | undefined) {
    this.#guest = guest;
    this.#told = told;
  }

  add(due: Due): void {
    if (due.is === 'news') {
      const isNew = this.#told !== undefined && due.after > this.#told;
      if (isNew && due.by !== this.#guest) this.#frames.push(due.frame);
    } else if (due.to === this.#guest) {
      if (due.is === 'acknowledgement') this.#acknowledged = due.count;
      else {
        this.send();
        // As it is: many are answered with the same frames.
        this.#guest.send(due.frames);
      }
    }
  }

  /** The last acknowledgement says it all: it counts. */
  send(): void {
    if (this.#acknowledged !== undefined)
      this.#frames.push(writeAcknowledged({ count: this.#acknowledged }));
    this.#acknowledged = undefined;
    if (this.#frames.length > 0) this.#guest.send(this.#frames);
    this.#frames = [];
  }
}
