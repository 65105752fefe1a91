/**
 * Finds one's place in blocks that somebody made anew around it: Enter, join, heading, list and quote arrive as deleted
 * and inserted text (evidence/anchoring.md), so that no letter is the one it was. See own-caret.ts.
 */
import type { Node as TextNode } from '@tiptap/pm/model';

import { changedWindow } from './changed-window.ts';

/**
 * @returns the position in `after` beside the same letters as `pos` in `before`, counted from the end of what changed or
 * from its start; the same one where nothing changed; or null where neither reads as it did.
 */
export function placeInRebuilt(before: TextNode, after: TextNode, pos: number): number | null {
  const window = changedWindow(before, after);
  if (window === null) return pos;
  if (pos < window.start || pos > window.endBefore) return null;
  const { start, endBefore, endAfter } = window;
  const now = after.textBetween(start, endAfter);
  const behind = before.textBetween(pos, endBefore);
  if (behind !== '' && now.endsWith(behind))
    return letterAt(after, start, endAfter, now.length - behind.length);
  const ahead = before.textBetween(start, pos);
  if (ahead === '' || !now.startsWith(ahead)) return null;
  const last = letterAt(after, start, endAfter, ahead.length - 1);
  return last === null ? null : last + 1;
}

/** @returns the position before the letter of that number, from 0, between two positions. */
function letterAt(text: TextNode, from: number, to: number, number: number): number | null {
  let rest = number;
  let found: number | null = null;
  text.nodesBetween(from, to, (node, pos) => {
    if (found !== null || !node.isText) return found === null;
    const start = Math.max(pos, from);
    const length = Math.min(pos + node.nodeSize, to) - start;
    if (rest < length) found = start + rest;
    rest -= length;
    return false;
  });
  return found;
}
