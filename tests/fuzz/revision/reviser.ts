/**
 * Somebody who revises a text by chance, and keeps book of where each word went: words put in other words' place, sentences
 * rewritten and carried elsewhere, paragraphs moved, split, merged, made into lists, taken out and put in. So what became of
 * a passage is known and not worked out.
 */
import type { JSONContent } from '@gloss/shared/text/content';
import { block, heading, list, paragraph } from '@gloss/shared/text/fixture';

import type { Dice } from '../../stage/dice.ts';

/** A word of the new text, and which word of the old one it was, or stands for. Counted from 0. */
export interface Origin {
  readonly was?: number;
  readonly standsFor?: number;
}

interface Word extends Origin {
  readonly word: string;
  /** What stands behind it, before the next word: a space, a full stop. */
  readonly gap: string;
}

type Sentence = readonly Word[];

interface Part {
  readonly kind: 'heading' | 'paragraph' | 'item';
  readonly sentences: readonly Sentence[];
}

/** A line of a text that is to be revised. */
export interface Line {
  readonly kind: Part['kind'];
  readonly words: string;
}

/** A word as everybody here counts it. */
export const wordSigns = /[\p{L}\p{M}]+|\p{N}+/gu;

/** How many of a hundred words of an edited sentence are replaced, left out, and followed by a new one. */
const [replaced, leftOut, followed] = [8, 4, 4];

/** What is done to a hundred paragraphs or items. The rest stays as it is. */
const shares = {
  edit: 25,
  rewrite: 8,
  carry: 6,
  takeOut: 5,
  move: 6,
  split: 5,
  merge: 5,
  list: 3,
  putIn: 5,
} as const;
type Revision = keyof typeof shares;

export interface RevisedText {
  readonly content: JSONContent;
  /** Of each word of the new text, in order. */
  readonly origins: readonly Origin[];
}

/** A text of headings, paragraphs and lists; whatever else a text has becomes paragraphs. */
export class Reviser {
  readonly #parts: readonly Part[];
  readonly #vocabulary: readonly string[];
  readonly #dice: Dice;

  /** @param lines those of the text, in order. */
  constructor(lines: readonly Line[], dice: Dice) {
    let count = 0;
    this.#parts = lines.map(({ kind, words }) => {
      const sentences = sentencesOf(wordsOf(words, () => ({ was: count++ })));
      return { kind, sentences };
    });
    this.#dice = dice;
    this.#vocabulary = this.#parts.flatMap(({ sentences }) => sentences.flat().map((w) => w.word));
  }

  /** The text as it was. */
  get draft(): JSONContent {
    return contentOf(this.#parts);
  }

  revised(): RevisedText {
    const parts = [...this.#parts];
    for (let at = 0; at < parts.length; at++) {
      const revision = this.#revision();
      if (revision && parts[at]?.kind !== 'heading') at += this.#revise(parts, at, revision);
    }
    const kept = parts.filter(({ sentences }) => sentences.flat().length > 0);
    const origins = kept.flatMap(({ sentences }) => sentences.flat());
    return { content: contentOf(kept), origins };
  }

  #revision(): Revision | null {
    let left = this.#dice.upTo(99);
    for (const [revision, share] of Object.entries(shares)) {
      if (left < share) return revision as Revision;
      left -= share;
    }
    return null;
  }

  /** @returns how many places further on the next part stands than it did. */
  #revise(parts: Part[], at: number, revision: Revision): number {
    const part = parts[at];
    if (!part) return 0;
    const { sentences } = part;
    const which = this.#dice.upTo(sentences.length - 1);
    const put = (...now: Part[]) => (parts.splice(at, 1, ...now), now.length - 1);
    switch (revision) {
      case 'edit':
        return put({ ...part, sentences: sentences.map((each) => this.#edited(each)) });
      case 'rewrite':
        return put({
          ...part,
          sentences: sentences.with(which, this.#rewritten(sentences[which])),
        });
      case 'carry': {
        const [sentence] = sentences.slice(which, which + 1);
        put({ ...part, sentences: sentences.toSpliced(which, 1) });
        const to = this.#dice.upTo(parts.length - 1);
        const other = parts[to];
        if (!sentence || !other || other.kind === 'heading') return put(part);
        const place = this.#dice.upTo(other.sentences.length);
        const carried = this.#dice.upTo(1) === 0 ? sentence : this.#edited(sentence);
        parts[to] = { ...other, sentences: other.sentences.toSpliced(place, 0, carried) };
        return 0;
      }
      case 'takeOut':
        return put();
      case 'move': {
        put();
        const to = this.#dice.upTo(parts.length);
        parts.splice(to, 0, part);
        return to <= at ? 0 : -1;
      }
      case 'split':
        return put(
          { ...part, sentences: sentences.slice(0, which) },
          { ...part, sentences: sentences.slice(which) },
        );
      case 'merge': {
        const next = parts[at + 1];
        if (next?.kind !== part.kind) return 0;
        parts.splice(at, 2, { ...part, sentences: [...sentences, ...next.sentences] });
        return 0;
      }
      case 'list':
        return put(...sentences.map((each): Part => ({ kind: 'item', sentences: [each] })));
      case 'putIn':
        return put(part, { ...part, sentences: [this.#rewritten(), this.#rewritten()] });
    }
  }

  #edited(sentence: Sentence): Sentence {
    return sentence.flatMap((word) => {
      const chance = this.#dice.upTo(99);
      if (chance < replaced) return [{ ...this.#newWord(word.gap), ...standingFor(word) }];
      if (chance < replaced + leftOut) return [];
      return chance < replaced + leftOut + followed
        ? [{ ...word, gap: ' ' }, this.#newWord(word.gap)]
        : [word];
    });
  }

  /** Other words, as many; of the old one they stand for all. */
  #rewritten(sentence: Sentence = []): Sentence {
    const length = Math.max(sentence.length, 6 + this.#dice.upTo(12));
    return Array.from({ length }, (_, at) => ({
      ...this.#newWord(at === length - 1 ? '. ' : ' '),
      ...standingFor(sentence[Math.min(at, sentence.length - 1)]),
    }));
  }

  #newWord(gap: string): Word {
    return { word: this.#dice.oneOf(this.#vocabulary), gap };
  }
}

function standingFor(word: Word | undefined): Origin {
  const standsFor = word?.was ?? word?.standsFor;
  return standsFor === undefined ? {} : { standsFor };
}

function wordsOf(words: string, origin: () => Origin): Word[] {
  const found = [...words.matchAll(wordSigns)];
  return found.map(({ 0: word, index }, at) => {
    const gap = words.slice(index + word.length, found[at + 1]?.index);
    return { word, gap, ...origin() };
  });
}

function sentencesOf(words: readonly Word[]): Sentence[] {
  const sentences: Word[][] = [[]];
  for (const word of words) {
    sentences.at(-1)?.push(word);
    if (/[.?!]\s/.test(word.gap)) sentences.push([]);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

function contentOf(parts: readonly Part[]): JSONContent {
  const content: JSONContent[] = [];
  let items: string[] = [];
  const close = () => {
    if (items.length > 0) content.push(list(...items));
    items = [];
  };
  for (const { kind, sentences } of parts) {
    const said = sentences.map(readOf).join(' ');
    if (kind === 'item') items.push(said);
    else {
      close();
      content.push(kind === 'heading' ? heading(2, said) : paragraph(said));
    }
  }
  close();
  return block('doc', ...content);
}

function readOf(sentence: Sentence): string {
  return sentence
    .map(({ word, gap }) => word + gap)
    .join('')
    .trim();
}
