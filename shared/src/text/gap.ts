/** Where words stood that were deleted on purpose: a place between two characters, for putting them back. */
import { fromBase64 } from 'lib0/buffer';
import * as Y from 'yjs';

import type { Gap } from '../words/thread.ts';
import { readQuote, spanBetween } from './anchor.ts';
import { bodyOf } from './body.ts';
import type { Part, Point } from './positions.ts';
import { parentOf } from './positions.ts';

/** At least so many characters on either side must stand there still. */
const leastContext = 12;

/** @returns the place between the characters before and after a point. */
export function gapAt(doc: Y.Doc, point: Point): Gap {
  const { prefix, suffix } = readQuote(bodyOf(doc), point, point);
  return { at: spanBetween(point, point).start, prefix, suffix };
}

/** @returns the point at which a gap is now; null where its paragraph is gone, or other words stand around it. */
export function pointOf(doc: Y.Doc, gap: Gap): Point | null {
  // Only the server writes these: they decode.
  const relative = Y.decodeRelativePosition(fromBase64(gap.at));
  const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc, false);
  if (!(absolute?.type instanceof Y.XmlText) || !isLive(absolute.type, doc)) return null;
  const point = { text: absolute.type, offset: absolute.index };
  return standsBetween(gap, readQuote(bodyOf(doc), point, point)) ? point : null;
}

function standsBetween(gap: Gap, now: Omit<Gap, 'at'>): boolean {
  if (gap.prefix === '' && gap.suffix === '') return now.prefix === '' && now.suffix === '';
  return (
    now.prefix.endsWith(gap.prefix.slice(-leastContext)) &&
    now.suffix.startsWith(gap.suffix.slice(0, leastContext))
  );
}

function isLive(text: Y.XmlText, doc: Y.Doc): boolean {
  let at: Part = text;
  for (let parent = parentOf(at); parent; parent = parentOf(at)) at = parent;
  return at === bodyOf(doc);
}
