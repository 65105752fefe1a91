/**
 * How high the top-level blocks of a text are, where they stand, and how far below its upper edge each passage in one begins. What was
 * measured is kept; after a change only the blocks are asked that may have changed. See places.ts.
 */
import type { ThreadId } from '@gloss/shared/words/ids';

import { threadOf } from './passage.ts';

/** All in px. */
export interface Measured {
  /** From the upper edge of the page. */
  top: number;
  /** Which of all blocks it is, from 0. */
  nth: number;
  readonly height: number;
  readonly passages: readonly {
    readonly thread: ThreadId;
    /** Below the upper edge of the block. */
    readonly within: number;
    /** With the passage before it: which of the two the page nests in the other is chance. */
    readonly isTogether: boolean;
  }[];
}

/** By block. A block that is not in it is measured when its place is wanted. */
export type Known = Map<Element, Measured>;

/** Less than a browser tells apart: it counts in parts of 64. */
const tinyPx = 0.01;

/**
 * Brings `known` up to date. Where two blocks have moved by the same, and all those between them follow each other as they
 * did, those have moved by the same, too, and are not asked: that takes a few steps for each block that is of another height.
 *
 * @param blocks all of them, down the page. @param pageTop the upper edge of the page, in px from that of the window.
 */
export function measureMoved(blocks: readonly Element[], known: Known, pageTop: number): void {
  const isNext = (at: number): boolean => {
    const [before, here] = [nthOf(blocks[at - 1], known), nthOf(blocks[at], known)];
    return before !== undefined && here === before + 1;
  };
  // Counted, so that of any stretch it can be told at once whether its blocks follow each other as they did.
  const breaks = [0];
  for (let at = 1; at < blocks.length; at += 1)
    breaks.push((breaks[at - 1] ?? 0) + (isNext(at) ? 0 : 1));
  const areAsBefore = (first: number, last: number): boolean => breaks[first] === breaks[last];

  const moves: Move[] = blocks.map(() => unknownMove);
  const look = (at: number): void => {
    const block = blocks[at];
    if (block) moves[at] = measure(block, known, pageTop);
  };
  look(0);
  look(blocks.length - 1);
  // Stretches whose ends were looked at, with what lies between them still to be told.
  const open: [number, number][] = [[0, blocks.length - 1]];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [first, last] = stretch;
    if (last - first < 2) continue;
    const { bottom: by } = moves[first] ?? unknownMove;
    const { top } = moves[last] ?? unknownMove;
    if (areAsBefore(first, last) && Math.abs(by - top) < tinyPx) {
      for (let at = first + 1; at < last; at += 1) move(blocks[at], known, by);
      continue;
    }
    const middle = (first + last) >> 1;
    look(middle);
    open.push([middle, last], [first, middle]);
  }
  for (const [nth, block] of blocks.entries()) {
    const measured = known.get(block);
    if (measured) measured.nth = nth;
  }
}

/** @returns whether a block measures as before; forgets it where it does not. Where it stands is another matter. */
export function isStill(block: Element, known: Known): boolean {
  const before = known.get(block);
  const now = measuredIn(block);
  const isSame =
    before?.height === now.height &&
    before.passages.length === now.passages.length &&
    before.passages.every(({ thread, within, isTogether }, at) => {
      const passage = now.passages[at];
      const isThere = passage?.thread === thread && passage.within === within;
      return isThere && passage.isTogether === isTogether;
    });
  if (!isSame) known.delete(block);
  return isSame;
}

/** By how much the edges of a block have moved, in px. Not a number where it was not known: then no stretch is as it was. */
interface Move {
  readonly top: number;
  readonly bottom: number;
}

const unknownMove: Move = { top: Number.NaN, bottom: Number.NaN };

function measure(block: Element, known: Known, pageTop: number): Move {
  const before = known.get(block);
  const rect = block.getBoundingClientRect();
  const top = rect.top - pageTop;
  if (before?.height !== rect.height)
    known.set(block, { ...measuredIn(block), top, nth: before?.nth ?? Number.NaN });
  if (before === undefined) return unknownMove;
  const moved = top - before.top;
  before.top = top;
  return { top: moved, bottom: moved + rect.height - before.height };
}

function move(block: Element | undefined, known: Known, by: number): void {
  const measured = block && known.get(block);
  if (measured) measured.top += by;
}

function nthOf(block: Element | undefined, known: Known): number | undefined {
  return block && known.get(block)?.nth;
}

function measuredIn(block: Element): Pick<Measured, 'height' | 'passages'> {
  const { top, height } = block.getBoundingClientRect();
  const marks = [...block.querySelectorAll('mark.passage')];
  // Measuring words that the browser skips (`content-visibility: auto`) would lay out their block after all.
  const isSkipped = marks[0]?.checkVisibility({ contentVisibilityAuto: true }) === false;
  const passages = new Map<ThreadId, Measured['passages'][number]>();
  let last: Node | undefined;
  for (const words of marks) {
    const thread = threadOf(words);
    if (thread === null || passages.has(thread)) continue;
    const first = firstIn(words);
    const within = isSkipped ? 0 : topOf(words) - top;
    passages.set(thread, { thread, within, isTogether: first === last });
    last = first;
  }
  return { height, passages: [...passages.values()] };
}

function firstIn(node: Node): Node {
  return node.firstChild ? firstIn(node.firstChild) : node;
}

function topOf(words: Element): number {
  return (words.getClientRects()[0] ?? words.getBoundingClientRect()).top;
}
