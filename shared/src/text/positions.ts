/**
 * Between positions of ProseMirror and of Yjs, from the Yjs structure alone: an element measures 2 and its children, a
 * leaf 1, text its length in UTF-16 units. The editor's state is not needed, so the server counts as the editor does.
 */
import * as Y from 'yjs';

import { schema } from './schema.ts';

/** A place between two characters of the text. */
export interface Point {
  readonly text: Y.XmlText;
  /** In UTF-16 units from the start of `text`; 0 to its length. */
  readonly offset: number;
}

/** What a body is made of: everything that can have children or characters. */
export type Part = Y.XmlFragment | Y.XmlElement | Y.XmlText;

/**
 * @param pos a position of the ProseMirror document; 0 stands before the first block.
 * @returns the point there, or null where no text touches it: between blocks, in an empty paragraph.
 */
export function pointAt(fragment: Y.XmlFragment, pos: number): Point | null {
  let rest = pos;
  let within: Y.XmlFragment = fragment;
  descend: while (rest >= 0) {
    for (const child of childrenOf(within)) {
      if (child instanceof Y.XmlText && rest <= child.length) return { text: child, offset: rest };
      const size = sizeOf(child);
      if (rest < size && child instanceof Y.XmlElement && !isLeaf(child)) {
        within = child;
        rest -= 1;
        continue descend;
      }
      rest -= size;
      if (rest < 0) return null;
    }
    return null;
  }
  return null;
}

/** @returns the ProseMirror position of a point, or null where its text no longer stands in the body. */
export function posAt(fragment: Y.XmlFragment, { text, offset }: Point): number | null {
  let pos = offset;
  let at: Part = text;
  for (let parent = parentOf(at); parent; at = parent, parent = parentOf(at)) {
    for (const child of childrenOf(parent)) {
      if (child === at) break;
      pos += sizeOf(child);
    }
    if (parent === fragment) return pos;
    pos += 1;
  }
  return null;
}

/**
 * The position at which each text of the body begins, in one walk. For many points at once:
 * `starts.get(point.text) + point.offset`.
 */
export function textStarts(fragment: Y.XmlFragment): Map<Y.XmlText, number> {
  const starts = new Map<Y.XmlText, number>();
  walk(fragment, 0, (text, pos) => starts.set(text, pos));
  return starts;
}

/**
 * The text between two positions, drawn in to where characters are: what a selection holds.
 * @returns null where there is none.
 */
export function pointsBetween(
  fragment: Y.XmlFragment,
  from: number,
  to: number,
): { start: Point; end: Point } | null {
  let start: Point | null = null;
  let end: Point | null = null;
  walk(fragment, 0, (text, pos) => {
    const first = Math.max(from, pos);
    const last = Math.min(to, pos + text.length);
    if (first >= last) return;
    start ??= { text, offset: first - pos };
    end = { text, offset: last - pos };
  });
  return start && end && { start, end };
}

/** Calls for each text with its position, in the order of the text. @returns the position after the parent's content. */
function walk(
  parent: Y.XmlFragment,
  from: number,
  visit: (text: Y.XmlText, pos: number) => void,
): number {
  let pos = from;
  for (const child of childrenOf(parent)) {
    if (child instanceof Y.XmlText) {
      visit(child, pos);
      pos += child.length;
    } else pos = isLeaf(child) ? pos + 1 : walk(child, pos + 1, visit) + 1;
  }
  return pos;
}

/** @returns what a part stands in, or null where it is the body itself or was deleted. */
export function parentOf(part: Part): Y.XmlFragment | null {
  if (part._item === null || part._item.deleted) return null;
  return part.parent instanceof Y.XmlFragment ? part.parent : null;
}

/** The live children of an element in order, without copying them into an array. */
export function* childrenOf(parent: Y.XmlFragment): Generator<Y.XmlElement | Y.XmlText> {
  for (let child = parent.firstChild; child; child = child.nextSibling as typeof child)
    if (child instanceof Y.XmlElement || child instanceof Y.XmlText) yield child;
}

/** @returns whether it is an element that can hold nothing, and therefore measures 1. */
export function isLeaf(element: Y.XmlElement): boolean {
  return schema.nodes[element.nodeName]?.isLeaf ?? false;
}

/** @returns how many positions a part takes: costs a walk over all that is in it. */
export function sizeOf(part: Part): number {
  if (part instanceof Y.XmlText) return part.length;
  if (part instanceof Y.XmlElement && isLeaf(part)) return 1;
  let size = 2;
  for (const child of childrenOf(part)) size += sizeOf(child);
  return size;
}
