/**
 * What one release of a feed brings to whom. Most guests get the same news: for them it is put together once, and the gate
 * frames it once. Those who wrote some of it, or are answered, get their own.
 */
import { writeAcknowledged } from '@gloss/shared/wire/frames';

import type { Guest } from './guest.ts';
import type { Work } from './turns.ts';

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

/** So many are told in one go, in about two thousandths of a second; who wrote something meanwhile is heard in between. */
export const toldAtOnce = 256;

/**
 * Sends what is due, in order, with stops where many are told the same. Whatever else is sent to them comes after that.
 * `told`: guest → the seq its first answer held; it gets the news after that. Who joins or leaves meanwhile does so there.
 */
export function* delivering(due: readonly Due[], told: ReadonlyMap<Guest, number>): Work<void> {
  const news = due.filter((each) => each.is === 'news');
  const own = new Map<Guest, Own>();
  for (const each of due) {
    const guest = each.is === 'news' ? each.by : each.to;
    if (guest && !own.has(guest)) own.set(guest, new Own(guest, told.get(guest)));
  }
  if (own.size > 0) for (const each of due) for (const mail of own.values()) mail.add(each);
  for (const mail of own.values()) mail.send();
  if (news.length === 0) return;
  const frames = news.map(({ frame }) => frame);
  const all = { news, frames, except: [...own.keys()] };
  const guests = told.entries();
  while (tellSome(guests, all)) yield;
}

interface ForAll {
  readonly news: readonly News[];
  /** Of all the news. */
  readonly frames: readonly Uint8Array[];
  /** Those who had their own mail. */
  readonly except: readonly Guest[];
}

/** Tells the next guests. @returns whether there may be more of them. */
function tellSome(guests: MapIterator<[Guest, number]>, { news, frames, except }: ForAll): boolean {
  const first = news[0]?.after ?? 0;
  let left = toldAtOnce;
  for (const [guest, seq] of guests) {
    if (!except.includes(guest)) {
      if (seq < first) guest.send(frames);
      else {
        const later = news.filter(({ after }) => after > seq);
        if (later.length > 0) guest.send(later.map(({ frame }) => frame));
      }
    }
    left -= 1;
    if (left === 0) return true;
  }
  return false;
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
