/** The single changes of a passage that becomes another wording: where each stands, and how its words look. */
import type { Passage } from '@gloss/shared/text/anchor';
import type { Point } from '@gloss/shared/text/positions';
import { charactersOf, textsFrom } from '@gloss/shared/text/reading';
import type { WordsChange } from '@gloss/shared/text/word-changes';
import { wordChanges } from '@gloss/shared/text/word-changes';
import type * as Y from 'yjs';

/** `length` characters from a point on become `words`. */
export interface PlacedChange extends Point {
  readonly length: number;
  readonly words: string;
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
  for (const [at, line] of lines.entries()) {
    for (const change of wordChanges(line, newLines[at] ?? '')) {
      const isAtStart = at > 0 && change.from === 0;
      const place = placeOf(stretches, read, change, isAtStart);
      if (place === null) return null;
      placed.push(place);
    }
    read += line.length;
  }
  return placed;
}

/** @returns the passage as it then is, or null where nothing is left of it. */
export function writeChanges(
  { start, end }: Passage,
  changes: readonly PlacedChange[],
): Passage | null {
  let { offset } = end;
  // From the end to the start, so that what stands before keeps its place.
  for (const { text, offset: at, length, words } of changes.toReversed()) {
    // New words look like the first character they replace; where they replace none, Yjs has them look like the one before.
    const looks = length > 0 ? attributesAt(text, at) : undefined;
    if (words !== '') text.insert(at, words, looks);
    if (length > 0) text.delete(at + words.length, length);
    if (text === end.text) offset += words.length - length;
  }
  return start.text === end.text && offset <= start.offset
    ? null
    : { start, end: { text: end.text, offset } };
}

/** The characters of a passage in one text: those from `first` on of all its characters, line breaks not counted. */
interface Stretch extends Point {
  readonly first: number;
  readonly last: number;
}

function stretchesOf({ start, end }: Passage): Stretch[] {
  const stretches: Stretch[] = [];
  let first = 0;
  for (const { text } of textsFrom(start.text)) {
    const offset = text === start.text ? start.offset : 0;
    const stop = text === end.text ? end.offset : charactersOf(text).length;
    stretches.push({ text, offset, first, last: first + stop - offset });
    if (text === end.text) break;
    first += stop - offset;
  }
  return stretches;
}

/** New words between two lines belong to the one before, unless they begin the one after. */
function placeOf(
  stretches: readonly Stretch[],
  read: number,
  { from, to, words }: WordsChange,
  isAtStart: boolean,
): PlacedChange | null {
  const [first, last] = [read + from, read + to];
  const holds = (each: Stretch) => first >= each.first && last <= each.last;
  const found = isAtStart || last > first ? stretches.findLast(holds) : stretches.find(holds);
  if (!found) return null;
  const offset = found.offset + first - found.first;
  return { text: found.text, offset, length: last - first, words };
}

function attributesAt(text: Y.XmlText, offset: number): Record<string, unknown> {
  let from = 0;
  for (const { insert, attributes } of text.toDelta() as Run[]) {
    const to = from + insert.length;
    if (offset >= from && offset < to) return { ...attributes };
    from = to;
  }
  return {};
}

interface Run {
  readonly insert: string;
  readonly attributes?: Record<string, unknown>;
}
