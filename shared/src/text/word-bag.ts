/**
 * How alike two parts of a text are by the words they hold, whatever their order. Rare words count more: "the" and "of" are
 * in every paragraph. compare.ts pairs blocks by it.
 */
import type { JSONContent } from './content.ts';
import { toPlain } from './plain.ts';
import { schema } from './schema.ts';

/** The words of a part, how often each occurs, and what they weigh together. */
interface Bag {
  readonly words: ReadonlyMap<string, number>;
  readonly weight: number;
}

/** The words of two texts that are compared, with what each weighs there. */
export class WordBags {
  readonly #weights: ReadonlyMap<string, number>;
  readonly #bags = new WeakMap<JSONContent, Bag>();

  /** @param texts all that will be compared. */
  constructor(...texts: readonly JSONContent[]) {
    this.#weights = weightsIn(texts.flatMap(textBlocksIn));
  }

  /** @returns from 0, no word in common, to 1, the same words. Where neither has any, 1. */
  likeness(one: JSONContent, other: JSONContent): number {
    const all = this.#bag(one).weight + this.#bag(other).weight;
    return all === 0 ? 1 : (2 * this.shared(one, other)) / all;
  }

  /** @returns what the words weigh that two parts have in common. */
  shared(one: JSONContent, other: JSONContent): number {
    const [bag, larger] = [this.#bag(one), this.#bag(other)];
    if (bag.words.size > larger.words.size) return this.shared(other, one);
    let shared = 0;
    for (const [word, count] of bag.words)
      shared += Math.min(count, larger.words.get(word) ?? 0) * this.#weightOf(word);
    return shared;
  }

  #bag(part: JSONContent): Bag {
    const known = this.#bags.get(part);
    if (known) return known;
    const words = new Map<string, number>();
    let weight = 0;
    for (const word of wordsIn(part)) {
      words.set(word, (words.get(word) ?? 0) + 1);
      weight += this.#weightOf(word);
    }
    const bag = { words, weight };
    this.#bags.set(part, bag);
    return bag;
  }

  #weightOf(word: string): number {
    return this.#weights.get(word) ?? 1;
  }
}

/** Numbers are no words: those of notes and steps change with every note put in. They count where there is nothing else. */
function wordsIn(part: JSONContent): readonly string[] {
  const plain = toPlain(part).toLowerCase();
  return plain.match(/\p{L}+/gu) ?? plain.match(/\S+/g) ?? [];
}

function textBlocksIn(part: JSONContent): JSONContent[] {
  if (schema.nodes[part.type ?? '']?.isTextblock) return [part];
  return (part.content ?? []).flatMap(textBlocksIn);
}

/** A word in one block of ten weighs 2.4, a word in every block 0.7. */
function weightsIn(blocks: readonly JSONContent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of blocks)
    for (const word of new Set(wordsIn(block))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + blocks.length / count)]));
}
