/** The server's own pen: puts accepted wording in the place of a passage, touching as few characters as possible. */
import type { PassageEdit } from '@gloss/shared/rules/scene';
import type { Passage } from '@gloss/shared/text/anchor';
import { readQuote, resolveSpan } from '@gloss/shared/text/anchor';
import { bodyOf } from '@gloss/shared/text/body';
import { pointOf } from '@gloss/shared/text/gap';
import type { Point } from '@gloss/shared/text/positions';
import { unbroken } from '@gloss/shared/text/reading';
import type { Ruling } from '@gloss/shared/words/refusal';
import { grant, refuse } from '@gloss/shared/words/refusal';
import type { Gap, Look } from '@gloss/shared/words/thread';
import type * as Y from 'yjs';

import { changesIn, writeChanges } from './passage-changes.ts';
import { looksOf } from './passage-stretches.ts';

/** What was written: the words that now stand there, and where; `passage` is null where they were deleted. */
export interface Written {
  readonly wording: string;
  readonly start: Point;
  readonly passage: Passage | null;
  /** How the words looked that stood there before. */
  readonly former: readonly Look[];
}

/**
 * Writes inside the caller's transaction, or leaves alone what reads so already. Refuses, having touched nothing:
 * `passage-changed` where the passage does not read `replaces` any more, up to its line breaks; `passage-lines` where the
 * wording would need other line breaks than those that stand there. New words look like those they replace.
 */
export function writePassage(doc: Y.Doc, edit: PassageEdit): Ruling<Written> {
  return edit.gap ? writeGap(doc, edit.gap, edit) : writeWords(doc, edit);
}

function writeWords(
  doc: Y.Doc,
  { anchor, replaces, wording, looks }: PassageEdit,
): Ruling<Written> {
  const there = resolveSpan(doc, anchor.span);
  if (!there) return refuse('passage-changed');
  const reads = readQuote(bodyOf(doc), there.start, there.end).exact;
  const { start } = there;
  const former = looksOf(there);
  if (readsAsWanted(reads, replaces, wording))
    return grant({ wording, start, passage: there, former });
  if (unbroken(reads) !== unbroken(replaces)) return refuse('passage-changed');
  const changes = changesIn(there, replaces, wording);
  if (changes === null) return refuse('passage-lines');
  return grant({ wording, start, passage: writeChanges(there, changes, looks), former });
}

/** Where the wording asks for other line breaks than there were, these count as well; otherwise the words alone. */
function readsAsWanted(reads: string, replaces: string, wording: string): boolean {
  if (unbroken(wording) === unbroken(replaces)) return reads === wording;
  return unbroken(reads) === unbroken(wording);
}

/** Puts words back between those from which they were deleted. */
function writeGap(
  doc: Y.Doc,
  gap: Gap,
  { wording, looks }: Pick<PassageEdit, 'wording' | 'looks'>,
): Ruling<Written> {
  const start = pointOf(doc, gap);
  if (start === null) return refuse('passage-changed');
  if (wording.includes('\n')) return refuse('passage-lines');
  const change = { ...start, length: 0, words: wording, at: 0 };
  const passage = writeChanges({ start, end: start }, [change], looks);
  return grant({ wording, start, passage, former: [] });
}
