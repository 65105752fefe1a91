/**
 * Passages as pairs of relative positions, and what they read. y-tiptap's own pair is unfit: it is null near the start of
 * a text and binds both ends to the left (evidence on anchoring). `quote.ts` finds a passage again when these have lost it.
 */
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import type { Quote, Selected, Span } from '../words/anchor.ts';
import { BlockId } from '../words/ids.ts';
import { cutTo } from '../words/text.ts';
import { noBlock } from './block-id.ts';
import { bodyOf } from './body.ts';
import { isPlainId } from './plain-id.ts';
import type { Part, Point } from './positions.ts';
import { childrenOf, parentOf } from './positions.ts';
import { charactersOf, textsBetween } from './reading.ts';

/** How much is kept of what stands before and after a passage. */
export const contextLength = 32;

/** The longest passage that can be annotated; longer remarks are about the section or the draft. */
export const longestPassage = 20_000;

/** A passage as two points of the live text; the start stands before the end. */
export interface Passage {
  readonly start: Point;
  readonly end: Point;
}

/**
 * @returns where a passage is, in a form that outlives edits around it. Words typed at either edge stay outside. Of words
 * typed in the place of others, those for its first words belong to it and those for its last do not: Yjs writes behind
 * what it deletes. The server's keeper takes these in where it sees that they were typed in their place.
 */
export function spanBetween(start: Point, end: Point): Span {
  return { start: encoded(start, 0), end: encoded(end, -1), bid: blockOf(start) };
}

/**
 * @returns where a span is now; null when its words were deleted, when its ends met or crossed, or when it was made on
 * another text. Undone deletions are not followed: only the client that undid knows of them, so others would disagree.
 */
export function resolveSpan(doc: Y.Doc, span: Pick<Span, 'start' | 'end'>): Passage | null {
  const { start, end } = endsOf(doc, span);
  return start && end && isBefore(start, end) ? { start, end } : null;
}

/** @returns whether the last character of a passage was deleted: it ends before that now, if it stands at all. */
export function hasLostItsEnd(doc: Y.Doc, { end }: Pick<Span, 'end'>): boolean {
  const id = decoded(end)?.item;
  return id ? Y.getItem(doc.store, id).deleted : false;
}

/**
 * @returns what is left of a passage that ran over these texts, when one of its ends was deleted with the text it stood in:
 * all that still stands from the first of them to the last. Null where nothing does, or both ends stand.
 */
export function restOf(
  doc: Y.Doc,
  span: Pick<Span, 'start' | 'end'>,
  texts: readonly Y.XmlText[],
): Passage | null {
  const { start, end } = endsOf(doc, span);
  if (start && end) return null;
  const standing = texts.filter((text) => isLive(text, bodyOf(doc)));
  const [first, last] = [standing[0], standing.at(-1)];
  if (!first || !last) return null;
  const rest = {
    start: start ?? { text: first, offset: 0 },
    end: end ?? { text: last, offset: last.length },
  };
  return isBefore(rest.start, rest.end) ? rest : null;
}

/** @returns what a passage reads and what stands around it in the blocks where it begins and ends. */
export function readQuote(_fragment: Y.XmlFragment, start: Point, end: Point): Quote {
  return {
    exact: readBetween(start, end),
    prefix: lastOf(readBetween(blockStart(start), start)),
    suffix: firstOf(readBetween(end, blockEnd(end))),
  };
}

/** @returns what a client sends of a selection, or null where it holds no words or more than `longestPassage`. */
export function selectedBetween(
  fragment: Y.XmlFragment,
  start: Point,
  end: Point,
): Selected | null {
  const quote = readQuote(fragment, start, end);
  if (quote.exact.trim() === '' || quote.exact.length > longestPassage) return null;
  return { ...spanBetween(start, end), quote };
}

/** @returns the id of the innermost block around a point that has one. */
export function blockOf({ text }: Pick<Point, 'text'>): BlockId {
  for (let at: unknown = text.parent; at instanceof Y.XmlElement; at = at.parent) {
    const bid = BlockId.safeParse(at.getAttribute('bid'));
    if (bid.success) return bid.data;
  }
  return noBlock;
}

/** @returns whether one point stands before another in the order of the text; a point is not before itself. */
export function isBefore(one: Point, other: Point): boolean {
  if (one.text === other.text) return one.offset < other.offset;
  const [path, otherPath] = [pathTo(one.text), pathTo(other.text)];
  const fork = path.findIndex((part, depth) => part !== otherPath[depth]);
  const [first, second] = [path[fork], otherPath[fork]];
  for (
    let at: unknown = first;
    at instanceof Y.XmlElement || at instanceof Y.XmlText;
    at = at.nextSibling
  )
    if (at === second) return true;
  return false;
}

/** From the body down to a text. */
function pathTo(text: Y.XmlText): Part[] {
  const path: Part[] = [];
  for (let at: Part | null = text; at; at = parentOf(at)) path.unshift(at);
  return path;
}

/** The words from one point to a later one; one line break where a block or a line ends between them. */
function readBetween(start: Point, end: Point): string {
  let read = '';
  for (const { text, breaks } of textsBetween(start, end)) {
    if (text.length === 0) continue;
    if (breaks && read !== '') read += '\n';
    const from = text === start.text ? start.offset : 0;
    read += charactersOf(text).slice(from, text === end.text ? end.offset : undefined);
  }
  return read;
}

function blockStart({ text }: Point): Point {
  for (const child of siblingsOf(text))
    if (child instanceof Y.XmlText) return { text: child, offset: 0 };
  return { text, offset: 0 };
}

function blockEnd({ text }: Point): Point {
  let last = text;
  for (const child of siblingsOf(text)) if (child instanceof Y.XmlText) last = child;
  return { text: last, offset: last.length };
}

function siblingsOf(text: Y.XmlText): Iterable<unknown> {
  return text.parent instanceof Y.XmlFragment ? childrenOf(text.parent) : [];
}

/** The last characters, never half of one: a lone surrogate would not survive the wire. */
function lastOf(words: string): string {
  return words.slice(-contextLength).replace(/^[\uDC00-\uDFFF]/, '');
}

function firstOf(words: string): string {
  return cutTo(words, contextLength);
}

function encoded({ text, offset }: Point, assoc: 0 | -1): string {
  const position = Y.createRelativePositionFromTypeIndex(text, offset, assoc);
  return toBase64(Y.encodeRelativePosition(position));
}

function endsOf(
  doc: Y.Doc,
  span: Pick<Span, 'start' | 'end'>,
): { start: Point | null; end: Point | null } {
  return { start: resolved(doc, span.start), end: resolved(doc, span.end) };
}

function resolved(doc: Y.Doc, position: string): Point | null {
  const relative = decoded(position);
  const absolute = relative && Y.createAbsolutePositionFromRelativePosition(relative, doc, false);
  if (!absolute || !(absolute.type instanceof Y.XmlText)) return null;
  return isLive(absolute.type, bodyOf(doc))
    ? { text: absolute.type, offset: absolute.index }
    : null;
}

/**
 * Bytes from outside that are no relative position point nowhere. Nor do those that name a root: no text is one, and Yjs
 * would create it.
 */
function decoded(position: string): Y.RelativePosition | null {
  try {
    const relative = Y.decodeRelativePosition(fromBase64(position));
    const id = relative.item ?? relative.type;
    return relative.tname === null && id && isPlainId(id) ? relative : null;
  } catch {
    return null;
  }
}

function isLive(text: Y.XmlText, body: Y.XmlFragment): boolean {
  return pathTo(text)[0] === body;
}
