/**
 * The words that one change has just put in. y-tiptap writes Enter, join, heading, list and move as "delete, and insert a
 * copy", so the words of a lost passage are mostly in the very change that lost them. Beneath keeper-look.ts.
 */
import type { Passage } from '@gloss/shared/text/anchor';
import { blockOf, readQuote } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { charactersOf, unbroken } from '@gloss/shared/text/reading';
import type { Quote } from '@gloss/shared/words/anchor';
import type { BlockId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import type { Change } from './change.ts';
import { contextLikeness, isNew } from './keeper-search.ts';

/** A passage among the new words, and what speaks for its being the one that is looked for. */
export interface Carried extends Passage {
  /** Whether it stands in the block that was named: an editor keeps the id of a block it copies. */
  readonly inBlock: boolean;
  /** Whether no other place among the new words fits as well. */
  readonly alone: boolean;
}

/** Stands between two texts in the line: no text holds it (well-formed.ts). */
const gap = '\u0000';

export class NewWords {
  readonly #doc: Y.Doc;
  readonly #change: Change;
  readonly #texts: { readonly text: Y.XmlText; readonly from: number }[] = [];
  readonly #line: string;

  constructor(doc: Y.Doc, change: Change) {
    this.#doc = doc;
    this.#change = change;
    let line = '';
    for (const text of change.written) {
      this.#texts.push({ text, from: line.length });
      line += charactersOf(text) + gap;
    }
    this.#line = line;
  }

  /** @returns where these words came with the change, within one text: in the block named, or with the likest surroundings. */
  find(quote: Quote, bid: BlockId): Carried | null {
    const found = [...this.#placesOf(unbroken(quote.exact))].map((place) => {
      const read = readQuote(bodyOf(this.#doc), place.start, place.end);
      const inBlock = blockOf(place.start) === bid;
      const likeness = contextLikeness(quote, read) + (inBlock ? 1 : 0);
      return { ...place, inBlock, likeness };
    });
    const [best, next] = found.toSorted((one, other) => other.likeness - one.likeness);
    if (!best) return null;
    const { likeness, ...passage } = best;
    return { ...passage, alone: next === undefined || next.likeness < likeness };
  }

  *#placesOf(words: string): Generator<Passage> {
    if (words === '') return;
    let index = 0;
    for (let at = this.#line.indexOf(words); at !== -1; at = this.#line.indexOf(words, at + 1)) {
      while ((this.#texts[index + 1]?.from ?? Infinity) <= at) index += 1;
      const stretch = this.#texts[index];
      if (!stretch) return;
      const { text, from } = stretch;
      const start = { text, offset: at - from };
      const passage = { start, end: { text, offset: start.offset + words.length } };
      if (isNew(passage, this.#change)) yield passage;
    }
  }
}
