/**
 * What really changed when the text was replaced as a whole. y-tiptap turns every remote change into one replacement
 * of the document; mapping decorations through it would lose them all (evidence/anchoring.md, B). See passages-plugin.ts.
 */
import type { Node as TextNode } from '@tiptap/pm/model';
import { Mapping, StepMap } from '@tiptap/pm/transform';

/** The one stretch in which two states of the text differ: `start` in both, then its end in each. */
export interface ChangedWindow {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** The last one asked for: several plugins ask it of the same transaction. */
let last: { before: TextNode; after: TextNode; window: ChangedWindow | null } | undefined;

/** @returns the smallest such stretch, or null where both read the same. Costs what it walks: equal nodes are skipped. */
export function changedWindow(before: TextNode, after: TextNode): ChangedWindow | null {
  if (last?.before !== before || last.after !== after)
    last = { before, after, window: windowBetween(before, after) };
  return last.window;
}

function windowBetween(before: TextNode, after: TextNode): ChangedWindow | null {
  const start = before.content.findDiffStart(after.content);
  if (start === null) return null;
  const end = before.content.findDiffEnd(after.content);
  if (end === null) return null;
  // Repeated letters make the two searches run past each other ("aa" → "aaa"): push the ends back behind the start.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return { start, endBefore: end.a + overlap, endAfter: end.b + overlap };
}

/**
 * @returns where the window may as well begin: where a block came beside blocks that read the same, it may be any of them. Two
 * people who move one block make two of it.
 */
export function earliestStart({ start }: ChangedWindow, after: TextNode): number {
  let earliest = start;
  const came = after.resolve(start).nodeAfter;
  const before = () => after.resolve(earliest).nodeBefore;
  if (came === null) return earliest;
  for (let block = before(); block?.isBlock && block.eq(came); block = before())
    earliest -= block.nodeSize;
  return earliest;
}

/** @returns the mapping of positions through the window. */
export function mappingOf({ start, endBefore, endAfter }: ChangedWindow): Mapping {
  return new Mapping([new StepMap([start, endBefore - start, endAfter - start])]);
}
