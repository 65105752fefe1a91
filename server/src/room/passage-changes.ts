/** The single changes of a passage that becomes another wording: where each stands, and how its words look. */
import type { Passage } from '@gloss/shared/text/anchor';
import type { Point } from '@gloss/shared/text/positions';
import type { WordsChange } from '@gloss/shared/text/word-changes';
import { wordChanges } from '@gloss/shared/text/word-changes';
import type { Look } from '@gloss/shared/words/thread';

import type { Stretch } from './passage-stretches.ts';
import { marksAt, stretchesOf, within } from './passage-stretches.ts';

/** `length` characters from a point on become `words`, which stand in the new wording from `at` on. */
export interface PlacedChange extends Point {
  readonly length: number;
  readonly words: string;
  readonly at: number;
}

/**
 * @param replaces what the passage reads, up to line breaks that came in since.
 * @returns the changes in reading order; null where one of them would put in or take out a line break or all of a later
 * line, or runs over a break.
 */
export function changesIn(
  passage: Passage,
  replaces: string,
  wording: string,
): PlacedChange[] | null {
  const stretches = stretchesOf(passage);
  const [lines, newLines] = [replaces.split('\n'), wording.split('\n')];
  if (lines.length !== newLines.length || newLines.slice(1).includes('')) return null;
  const placed: PlacedChange[] = [];
  let read = 0;
  let growth = 0;
  for (const [at, line] of lines.entries()) {
    for (const change of wordChanges(line, newLines[at] ?? '')) {
      const isAtStart = at > 0 && change.from === 0;
      const place = placeOf(stretches, read, change, isAtStart);
      if (place === null) return null;
      placed.push({ ...place, at: read + change.from + growth });
      growth += change.words.length - place.length;
    }
    read += line.length;
  }
  return placed;
}

/**
 * @param looks how the whole new wording is to look; without, new words look like those they replace.
 * @returns the passage as it then is, or null where nothing is left of it.
 */
export function writeChanges(
  { start, end }: Passage,
  changes: readonly PlacedChange[],
  looks?: readonly Look[],
): Passage | null {
  let { offset } = end;
  // From the end to the start, so that what stands before keeps its place.
  for (const change of changes.toReversed()) {
    const { text, offset: from, length, words } = change;
    let to = from;
    for (const piece of piecesOf(change, looks)) {
      text.insert(to, piece.words, piece.marks);
      to += piece.words.length;
    }
    if (length > 0) text.delete(to, length);
    if (text === end.text) offset += words.length - length;
  }
  return start.text === end.text && offset <= start.offset
    ? null
    : { start, end: { text: end.text, offset } };
}

interface Piece {
  readonly words: string;
  readonly marks?: Look['marks'];
}

/** New words look like the first character they replace; where they replace none, Yjs has them look like the one before. */
function piecesOf(
  { text, offset, length, words, at }: PlacedChange,
  looks: readonly Look[] | undefined,
): Piece[] {
  if (words === '') return [];
  if (!looks) return [{ words, ...(length > 0 && { marks: marksAt(text, offset) }) }];
  let from = 0;
  return within(looks, at, at + words.length).map((look) => {
    const piece = words.slice(from, (from += look.length));
    return { words: piece, marks: look.marks };
  });
}

/** New words between two lines belong to the one before, unless they begin the one after. */
function placeOf(
  stretches: readonly Stretch[],
  read: number,
  { from, to, words }: WordsChange,
  isAtStart: boolean,
): Omit<PlacedChange, 'at'> | null {
  const [first, last] = [read + from, read + to];
  const holds = (each: Stretch) => first >= each.first && last <= each.last;
  const found = isAtStart || last > first ? stretches.findLast(holds) : stretches.find(holds);
  if (!found) return null;
  const offset = found.offset + first - found.first;
  return { text: found.text, offset, length: last - first, words };
}
