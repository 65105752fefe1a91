/** A passage as the stretches of texts it runs over, and how its characters look. passage-changes.ts writes in them. */
import type { Passage } from '@gloss/shared/text/anchor';
import type { Point } from '@gloss/shared/text/positions';
import { charactersOf, textsBetween } from '@gloss/shared/text/reading';
import type { Look } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

/** The characters of a passage in one text: those from `first` on of all its characters, line breaks not counted. */
export interface Stretch extends Point {
  readonly first: number;
  readonly last: number;
}

/** @returns the stretches in reading order. */
export function stretchesOf({ start, end }: Passage): Stretch[] {
  const stretches: Stretch[] = [];
  let first = 0;
  for (const { text } of textsBetween(start, end)) {
    const offset = text === start.text ? start.offset : 0;
    const stop = text === end.text ? end.offset : charactersOf(text).length;
    stretches.push({ text, offset, first, last: first + stop - offset });
    first += stop - offset;
  }
  return stretches;
}

/** @returns how the characters of a passage look, in reading order; those next to each other that look alike as one. */
export function looksOf(passage: Passage): Look[] {
  return stretchesOf(passage).flatMap(({ text, offset, first, last }) =>
    within(looksIn(text), offset, offset + last - first),
  );
}

/** @returns the marks of the character at an offset; none where there is no such character. */
export function marksAt(text: Y.XmlText, offset: number): Look['marks'] {
  return within(looksIn(text), offset, offset + 1)[0]?.marks ?? {};
}

/** @returns the part of these looks that is about the characters `from` to `to`. */
export function within(looks: readonly Look[], from: number, to: number): Look[] {
  let end = 0;
  return looks
    .map(({ length, marks }) => {
      const first = end;
      end += length;
      return { length: Math.min(to, end) - Math.max(from, first), marks };
    })
    .filter(({ length }) => length > 0);
}

function looksIn(text: Y.XmlText): Look[] {
  const runs = text.toDelta() as { insert: string; attributes?: Look['marks'] }[];
  return runs.map(({ insert, attributes = {} }) => ({ length: insert.length, marks: attributes }));
}
