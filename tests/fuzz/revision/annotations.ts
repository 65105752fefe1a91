/** Annotations all over a text, by chance: of 12 to 200 characters, over every kind of block, some of them over several. */
import type { Passage } from '@gloss/shared/text/anchor';
import { selectedBetween } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { Line } from '@gloss/shared/text/reading';
import { lineOf, pointsIn } from '@gloss/shared/text/reading';
import type { Selected } from '@gloss/shared/words/anchor';
import * as Y from 'yjs';

import type { Dice } from '../../stage/dice.ts';
import type { Stretch } from './oracle.ts';

/** An annotation to be made, and where its words stand among the characters of the text. */
export interface Planned {
  readonly selected: Selected;
  readonly stretch: Stretch;
  readonly kind: string;
  readonly isAcrossBlocks: boolean;
}

const [shortest, longest] = [12, 200];

/** @returns so many annotations; kinds of blocks take turns, and every fourth may run on into what follows. */
export function annotationsOn(doc: Y.Doc, count: number, dice: Dice): Planned[] {
  const line = lineOf(bodyOf(doc));
  const kinds = Object.entries(Object.groupBy(line.stretches, ({ text }) => kindOf(text)));
  const planned: Planned[] = [];
  for (let turn = 0; planned.length < count; turn++) {
    const [kind, stretches = []] = kinds[turn % kinds.length] ?? ['', []];
    const { from, text } = dice.oneOf(stretches);
    const begin = from + dice.upTo(Math.max(0, text.length - shortest));
    const end = begin + shortest + dice.upTo(longest - shortest);
    const last = turn % 4 === 3 ? line.words.length : from + text.length;
    const stretch = { from: begin, to: Math.min(end, last) };
    const selected = selectedIn(doc, line, stretch);
    if (selected) {
      const isAcrossBlocks = selected.quote.exact.includes('\n');
      planned.push({ selected, stretch, kind, isAcrossBlocks });
    }
  }
  return planned;
}

/** @returns where a passage stands among the characters of the text. */
export function stretchOf({ stretches }: Line, { start, end }: Passage): Stretch {
  const begins = (text: Y.XmlText) => stretches.find((each) => each.text === text)?.from ?? NaN;
  return { from: begins(start.text) + start.offset, to: begins(end.text) + end.offset };
}

/** Null where the words are too few, or have no letters. */
function selectedIn(doc: Y.Doc, line: Line, { from, to }: Stretch): Selected | null {
  const words = line.words.slice(from, to);
  const points = pointsIn(line, from, to);
  if (!points || words.length < shortest || words.trim().length < shortest) return null;
  const selected = selectedBetween(bodyOf(doc), points.start, points.end);
  return selected?.quote.exact === words ? selected : null;
}

function kindOf(text: Y.XmlText): string {
  const around: string[] = [];
  for (let at: unknown = text.parent; at instanceof Y.XmlElement; at = at.parent)
    around.push(at.nodeName);
  const special = ['tableHeader', 'tableCell', 'blockquote', 'listItem', 'heading'];
  return special.find((name) => around.includes(name)) ?? 'paragraph';
}
