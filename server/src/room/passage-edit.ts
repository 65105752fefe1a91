/** The server's own pen: puts accepted wording in the place of a passage, touching as few characters as possible. */
import type { PassageEdit } from '@gloss/shared/rules/scene';
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote, resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import type { Point } from '@gloss/shared/text/positions';
import { charactersOf, textsFrom } from '@gloss/shared/text/reading';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type * as Y from 'yjs';

/** What was written: the words that now stand there, and where; null where they were deleted. */
export interface Written {
  readonly wording: string;
  readonly passage: Passage | null;
}

/**
 * Writes inside the caller's transaction. Refuses `passage-changed`, having touched nothing, where the passage does not read
 * `replaces` any more, or where the words that change do not all stand in one line. New words look like what is before them.
 */
export function writePassage(doc: Y.Doc, edit: PassageEdit): Ruling<Written> {
  const there = resolveSpan(doc, edit.anchor.span);
  if (!there) return refuse('passage-changed');
  if (readQuote(bodyOf(doc), there.start, there.end).exact !== edit.replaces)
    return refuse('passage-changed');
  // The text has paragraphs for this; a line break within a run would be drawn as a space anyway.
  const wording = edit.replaces.includes('\n')
    ? edit.wording
    : edit.wording.replace(/\s*\n\s*/g, ' ');
  const { from, to, words } = smallestChange(edit.replaces, wording);
  const place = stretchAt(there, from, to);
  if (place === null)
    return refuse(
      'passage-changed',
      'This wording changes more than one paragraph or line. Nothing was applied: edit the text by hand and decide then.',
    );
  place.text.insert(place.offset, words);
  place.text.delete(place.offset + words.length, to - from);
  return grant({ wording, passage: passageAfter(there, place.text, words.length - (to - from)) });
}

/** The characters from `from` to `to` become `words`; what both wordings begin and end with stays untouched. */
function smallestChange(old: string, wording: string): { from: number; to: number; words: string } {
  const shorter = Math.min(old.length, wording.length);
  let from = 0;
  while (from < shorter && old[from] === wording[from]) from++;
  if (isHighSurrogate(old.charCodeAt(from - 1))) from--;
  let kept = 0;
  while (kept < shorter - from && old.at(-1 - kept) === wording.at(-1 - kept)) kept++;
  if (isLowSurrogate(old.charCodeAt(old.length - kept))) kept--;
  return { from, to: old.length - kept, words: wording.slice(from, wording.length - kept) };
}

/** @returns where the characters `from` to `to` of a passage stand, if they stand in one text. */
function stretchAt({ start, end }: Passage, from: number, to: number): Point | null {
  let read = 0;
  for (const { text, breaks } of textsFrom(start.text)) {
    if (breaks) read += 1;
    const first = text === start.text ? start.offset : 0;
    const last = text === end.text ? end.offset : charactersOf(text).length;
    const stop = read + last - first;
    if (from >= read && to <= stop) return { text, offset: first + from - read };
    if (text === end.text) return null;
    read = stop;
  }
  return null;
}

function passageAfter({ start, end }: Passage, changed: Y.XmlText, growth: number): Passage | null {
  const last = changed === end.text ? { text: end.text, offset: end.offset + growth } : end;
  return last.text === start.text && last.offset <= start.offset ? null : { start, end: last };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
