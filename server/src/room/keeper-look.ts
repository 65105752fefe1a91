/**
 * One look at one change: where the passages it touched are now, and whether words that were gone came with it
 * (house.md, "Anchors"). What is read of the text for one passage serves the next. keeper.ts says which are looked at.
 */
import { acrossBreak, restAcrossBreak, wholeAround } from '@gloss/shared/text/across-break';
import type { Passage } from '@gloss/shared/text/anchor';
import { blockOf, readQuote, resolveSpan, restOf, spanBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { companyOf } from '@gloss/shared/text/company';
import { longWording } from '@gloss/shared/text/likeness';
import type { Found } from '@gloss/shared/text/quote';
import { findExactly, findLike, shortQuote } from '@gloss/shared/text/quote';
import { Searched } from '@gloss/shared/text/searched';
import type { Anchor, AnchorState, Quote } from '@gloss/shared/words/anchor';
import type * as Y from 'yjs';

import { orphanedFrom, stateAt } from './anchor-history.ts';
import type { Change } from './change.ts';
import { neighboursOf } from './change.ts';
import type { Seen } from './keeper-index.ts';
import { contextLikeness, isNear, isNew, oldCharacters, sameWords } from './keeper-search.ts';
import { NewWords } from './new-words.ts';

/** From this share of unchanged surroundings on, a place counts as the one a passage was in. */
const samePlace = 0.5;
/** Few words stand in many places: so many characters around them must be the same for a place to be theirs. */
const leastAround = 4;
/** Words that no longer stand anywhere are searched for by likeness, a slow thing: after so much of it the others wait. */
export const mostLikened = 1_000_000;
/** What is looked for in a text at once, in characters: each such part of a quote costs a look at every character of the text. */
const atOnce = 32;

/** @returns a passage that reads so, or a longer one. */
type Reach = (there: Passage, reads: string) => Passage;

/** What is left of a passage after a change, and that with what was put in the place of the rest. */
interface Left {
  readonly there: Passage;
  readonly reads: string;
  readonly reached: Passage;
}

export class Look {
  readonly #doc: Y.Doc;
  readonly #change: Change;
  readonly #seq: number;
  #searched: Searched | undefined;
  #newWords: NewWords | undefined;
  #likened = 0;
  #hasLeftOut = false;

  /** @param seq of the text's journal entry that holds the change. */
  constructor(doc: Y.Doc, change: Change, seq: number) {
    this.#doc = doc;
    this.#change = change;
    this.#seq = seq;
  }

  /** How many characters searches by likeness have looked at: never more than `mostLikened`. */
  get likened(): number {
    return this.#likened;
  }

  /** Whether the passage settled last was not searched for by likeness: it is an orphan until late-search.ts has searched. */
  get hasLeftOut(): boolean {
    return this.#hasLeftOut;
  }

  /**
   * @param reach adds what was put in the place of a passage's last words: retyped-ends.ts.
   * @returns where a touched passage is now; the same anchor where nothing about it changed.
   */
  settled(anchor: Anchor, seen: Seen, reach: Reach): Anchor {
    this.#hasLeftOut = false;
    const there = resolveSpan(this.#doc, anchor.span) ?? restOf(this.#doc, anchor.span, seen.texts);
    const reads = there && this.#read(there).exact;
    const whole = there && this.#wholeAgain(anchor, there);
    if (whole) return this.#at(anchor, whole, { is: 'anchored' });
    const reached = there && reads !== null ? reach(there, reads) : there;
    if (there && reached === there && reads !== null && sameWords(reads, seen.quote.exact))
      return this.#repinned(anchor, there);
    return (
      this.#carried(anchor, seen, there) ??
      (there && reached && reads ? this.#edited(anchor, seen, { there, reads, reached }) : null) ??
      this.#elsewhere(anchor, seen) ?? {
        ...anchor,
        seq: this.#seq,
        state: orphanedFrom(anchor, seen.quote.exact),
      }
    );
  }

  /** @returns where words that were gone, or not surely found, came back with this change: an undo, a paste after a cut. */
  foundAgain(anchor: Anchor): Anchor | null {
    const { quote, span, state } = anchor;
    const last = state.is === 'orphaned' ? state.reads : undefined;
    for (const exact of last === undefined ? [quote.exact] : [last, quote.exact]) {
      const wanted = { ...quote, exact };
      const found = this.#new.find(wanted, span.bid) ?? findExactly(this.#text, wanted, span.bid);
      if (found === null || !isNew(found, this.#change)) continue;
      const read = this.#read(found);
      const stayed = blockOf(found.start) === span.bid || isSamePlace(wanted, read);
      const isShort = exact.length < shortQuote;
      const isAlone = 'alone' in found ? found.alone : found.exact;
      if (!stayed && isShort && !(isAlone && this.#isBlockAgain(wanted, read, found))) continue;
      const confirm = isShort || !isAlone;
      return this.#at(anchor, found, stayed ? placed(anchor, read.exact) : moved(read, confirm));
    }
    return null;
  }

  /** Few words that were all of a block, and are again, in one that came as a whole: a table that was pasted or restored. */
  #isBlockAgain(wanted: Quote, read: Quote, found: Passage): boolean {
    const isBlock = [wanted, read].every(({ prefix, suffix }) => prefix === '' && suffix === '');
    return isBlock && oldCharacters(found, this.#change) === 0;
  }

  /** An edited passage that had lost words at its ends, where they have come back: typed, undone, restored. */
  #wholeAgain({ quote, state }: Anchor, part: Passage): Passage | null {
    const whole = state.is === 'edited' ? wholeAround(part, quote.exact) : null;
    return whole && isNew(whole, this.#change) ? whole : null;
  }

  /** The ends of a passage that reads as before may have been deleted and typed again: others would guess where they are. */
  #repinned(anchor: Anchor, there: Passage): Anchor {
    const span = spanBetween(there.start, there.end);
    const isSame = span.start === anchor.span.start && span.end === anchor.span.end;
    return isSame ? anchor : { ...anchor, span, seq: this.#seq };
  }

  /** Words that were deleted and inserted again in the same change: Enter, join, heading, list, move. */
  #carried(anchor: Anchor, seen: Seen, half: Passage | null): Anchor | null {
    const whole = half && this.#change.isStructural ? this.#broken(half, seen.quote.exact) : null;
    if (whole) return this.#at(anchor, whole, stateAt(anchor, this.#read(whole).exact));
    const quotes =
      seen.quote.exact === anchor.quote.exact ? [seen.quote] : [seen.quote, anchor.quote];
    for (const quote of quotes) {
      const found = this.#new.find(quote, anchor.span.bid);
      if (found === null) continue;
      const near = this.#isNear(seen, found);
      const read = this.#read(found);
      const isTheirs = found.inBlock || isLong(quote) || isSamePlace(quote, read);
      // Where other words were typed in its place, the same few words elsewhere are somebody else's.
      const isPut = near && found.alone && isEmptied(seen);
      if (!isTheirs && !(isPut && contextLikeness(quote, read) >= samePlace)) continue;
      if (!found.alone && !found.inBlock) return this.#at(anchor, found, moved(read, true));
      return this.#pinned(anchor, found, seen);
    }
    return null;
  }

  #broken(half: Passage, words: string): Passage | null {
    const whole = acrossBreak(half, words);
    if (whole) return whole;
    const rest = restAcrossBreak(half, words);
    return rest && isNew(rest, this.#change) ? rest : null;
  }

  /** A passage that stands where it was and reads otherwise; null where hardly anything of it was left, or all was retyped. */
  #edited(anchor: Anchor, seen: Seen, { there, reads, reached }: Left): Anchor | null {
    const old = oldCharacters(there, this.#change);
    const isKept = old * 2 >= seen.quote.exact.length;
    const isShortened = old * 2 >= reads.length && old * 8 >= seen.quote.exact.length;
    if (!(isKept || isShortened) || !saysSomething(reads, seen.quote.exact)) return null;
    return this.#at(anchor, reached, stateAt(anchor, this.#read(reached).exact));
  }

  /** Words that are gone from their place, and stand somewhere else in the text. */
  #elsewhere(anchor: Anchor, seen: Seen): Anchor | null {
    const { bid } = anchor.span;
    const quote = seen.quote.exact === anchor.quote.exact ? anchor.quote : seen.quote;
    const same = findExactly(this.#text, quote, bid);
    const found = same ?? this.#like(quote, bid);
    if (found === null) return null;
    const inBlock = blockOf(found.start) === bid;
    const read = this.#read(found);
    if (!isLong(quote) && !inBlock && companyOf(quote, read) < leastAround) return null;
    const isOurs = isNew(found, this.#change) && (found.exact || inBlock);
    if (same && isOurs) return this.#pinned(anchor, found, seen);
    if (isOurs) return this.#at(anchor, found, stateAt(anchor, read.exact));
    // What stood there before may be another passage that reads alike: a person is asked.
    return this.#at(anchor, found, moved(read, true));
  }

  #like(quote: Quote, bid: Anchor['span']['bid']): Found | null {
    if (!isLong(quote)) return null;
    const parts = Math.ceil(Math.min(quote.exact.length, longWording) / atOnce);
    const work = parts * this.#text.line.words.length;
    this.#hasLeftOut = this.#likened + work > mostLikened;
    if (this.#hasLeftOut) return null;
    this.#likened += work;
    return findLike(this.#text, quote, bid);
  }

  /** A passage found again is in its place when it is in or next to its block. */
  #pinned(anchor: Anchor, passage: Passage, seen: Seen): Anchor {
    const read = this.#read(passage);
    const stayed = this.#isNear(seen, passage);
    return this.#at(anchor, passage, stayed ? stateAt(anchor, read.exact) : moved(read, false));
  }

  #at(anchor: Anchor, { start, end }: Passage, state: AnchorState): Anchor {
    return { ...anchor, span: spanBetween(start, end), seq: this.#seq, state };
  }

  #isNear({ texts: [text] }: Seen, { start }: Passage): boolean {
    if (!text) return false;
    const stood = this.#change.gone.get(text) ?? neighboursOf(text, bodyOf(this.#doc));
    return isNear(this.#doc, start, stood, this.#change);
  }

  #read({ start, end }: Passage): Quote {
    return readQuote(bodyOf(this.#doc), start, end);
  }

  get #text(): Searched {
    return (this.#searched ??= new Searched(bodyOf(this.#doc)));
  }

  get #new(): NewWords {
    return (this.#newWords ??= new NewWords(this.#doc, this.#change));
  }
}

function isLong({ exact }: Quote): boolean {
  return exact.length >= shortQuote;
}

function isSamePlace(wanted: Quote, read: Quote): boolean {
  if (contextLikeness(wanted, read) < samePlace) return false;
  return isLong(wanted) || companyOf(wanted, read) >= leastAround;
}

/** Full stops and brackets left over say nothing, unless the passage was nothing else. */
function saysSomething(reads: string, exact: string): boolean {
  const letter = /[\p{L}\p{N}]/u;
  return reads.trim() !== '' && (letter.test(reads) || !letter.test(exact));
}

/** Whether nothing stands any more in the text where a passage began. */
function isEmptied({ texts: [text] }: Seen): boolean {
  return text === undefined || text._item?.deleted === true || text.length === 0;
}

function placed({ quote }: Anchor, reads: string): AnchorState {
  return sameWords(reads, quote.exact) ? { is: 'anchored' } : { is: 'edited', reads };
}

function moved(read: Quote, confirm: boolean): AnchorState {
  return { is: 'moved', confirm, reads: read.exact };
}
