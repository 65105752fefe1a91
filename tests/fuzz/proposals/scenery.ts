/** A text by chance, a passage of it, and other words for the passage of which it is known what stays. */
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { heading, list, paragraph, passageOf, textOf } from '@gloss/shared/text/fixture';
import type * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';

export interface Scenery {
  readonly doc: Y.Doc;
  readonly passage: Passage;
  readonly replaces: string;
  readonly wording: string;
  /** The words of the passage that stay. No word stands twice in the text, so that nobody can mean another. */
  readonly stays: readonly string[];
}

/** @returns some paragraphs, a heading or a list with bold and linked words, and a change of one to three of its blocks. */
export function scenery(chance: Dice): Scenery {
  let made = 0;
  // Some end in a picture of their own: two halves, of which the first is that of others as well.
  const picture = () => (chance.upTo(2) === 0 ? String.fromCodePoint(0x1_f300 + made) : '');
  const word = () => `w${String((made += 1)).padStart(4, '0')}${picture()}`;
  const words = () => Array.from({ length: 1 + chance.upTo(15) }, word);
  const blocks = Array.from({ length: 1 + chance.upTo(4) }, words);
  const doc = textOf(
    ...blocks.map((block) =>
      chance.oneOf([paragraph, (line: string) => heading(2, line), (line: string) => list(line)])(
        block.join(' '),
      ),
    ),
  );
  for (const each of blocks.flat()) if (chance.upTo(4) === 0) paint(doc, each, chance);
  const first = chance.upTo(blocks.length - 1);
  const meant = blocks.slice(first, first + 1 + chance.upTo(2));
  const [from, to] = [chance.upTo((meant[0]?.length ?? 1) - 1), chance.upTo(20)];
  const lines = meant.map((block, at) =>
    block.slice(
      at === 0 ? from : 0,
      at === meant.length - 1 ? Math.max(1 + (at === 0 ? from : 0), block.length - to) : undefined,
    ),
  );
  const { start } = passageOf(doc, lines[0]?.[0] ?? '');
  const { end } = passageOf(doc, lines.at(-1)?.at(-1) ?? '');
  const stays: string[] = [];
  const changed = (line: readonly string[]): string[] =>
    line.flatMap((each) => {
      const fate = chance.upTo(9);
      if (fate < 2) return [];
      if (fate < 4) return [word()];
      stays.push(each);
      return fate === 4 ? [each, word(), word()] : [each];
    });
  const wording = lines.map((line, at) => {
    const by = changed(line);
    // A later line that lost all its words would be an empty paragraph.
    return (by.length === 0 && at > 0 ? [word()] : by).join(' ');
  });
  const replaces = readQuote(bodyOf(doc), start, end).exact;
  return { doc, passage: { start, end }, replaces, wording: wording.join('\n'), stays };
}

function paint(doc: Y.Doc, word: string, chance: Dice): void {
  const { start, end } = passageOf(doc, word);
  const mark = chance.oneOf([{ bold: {} }, { italic: {} }, { link: { href: 'https://a.test' } }]);
  start.text.format(start.offset, end.offset - start.offset, mark);
}
