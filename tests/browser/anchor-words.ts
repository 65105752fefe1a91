/** The text of anchor-rows.ts: for each row a block with a passage of its own, and others around it. */
import type { JSONContent } from '@gloss/shared/text/content';
import { block, dice, heading, list, paragraph, table } from '@gloss/shared/text/fixture';

/** Where the block stands: among others of its kind, or as one. Otherwise it is a paragraph among paragraphs. */
export type Within = 'list' | 'table' | 'heading';

/** Of one row: how its words are named. */
export interface Words {
  /** What is annotated, in two halves: at least 25 characters, and nothing like it elsewhere in the text. */
  readonly passage: string;
  readonly head: string;
  readonly tail: string;
  /** The words that precede it in its block. */
  readonly before: string;
  /** The words that end its block. */
  readonly after: string;
  /** The whole block. */
  readonly block: string;
  /** The paragraph above, and the one below. */
  readonly above: string;
  readonly below: string;
}

const syllables = [
  'ba',
  'cre',
  'di',
  'fo',
  'gul',
  'ha',
  'kem',
  'li',
  'mo',
  'nur',
  'pa',
  'sti',
  'tov',
  'wy',
];

/** @returns the words of a row: seeded, and like those of no other, so that no passage can be mistaken for another. */
export function wordsOf(at: number): Words {
  const throws = dice(at + 1);
  const word = () => Array.from({ length: 3 }, () => syllables[throws(syllables.length)]).join('');
  const [head, tail] = [`${word()} ${word()}`, ` ${word()} ${word()}`];
  const [before, passage, after] = [`Row ${at} says`, head + tail, `and row ${at} ends.`];
  return {
    before,
    passage,
    head,
    tail,
    after,
    block: `${before} ${passage} ${after}`,
    above: `Above row ${at}.`,
    below: `Below row ${at}.`,
  };
}

/** @returns the blocks of a row. */
function blocksOf(at: number, within: Within | undefined): JSONContent[] {
  const { block: words, above, below } = wordsOf(at);
  if (within === 'list') return [list(above, words, below)];
  if (within === 'table') return [table([`Head ${at}`, `Side ${at}`], [words, below])];
  if (within === 'heading') return [heading(2, words), paragraph(below)];
  return [paragraph(above), paragraph(words), paragraph(below)];
}

/** @returns a text of all rows. */
export function textOf(rows: readonly (Within | undefined)[]): JSONContent {
  return block('doc', heading(1, 'Rows'), ...rows.flatMap((within, at) => blocksOf(at, within)));
}
