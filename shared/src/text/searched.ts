/** A text as it is read for a search. Made once for many searches: at 100,000 words the walk over the text takes longer than they do. */
import type * as Y from 'yjs';

import type { BlockId } from '../words/ids.ts';
import { blockOf } from './anchor.ts';
import type { Line } from './reading.ts';
import { lineOf } from './reading.ts';

/** Where something stands in the line, in characters from its start. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Holds as long as the text is not changed. */
export class Searched {
  readonly line: Line;
  #blocks: Map<BlockId, Stretch> | undefined;

  constructor(fragment: Y.XmlFragment) {
    this.line = lineOf(fragment);
  }

  /** @returns where the text of a block stands; undefined where there is no such block, or nothing in it. */
  block(bid: BlockId): Stretch | undefined {
    return (this.#blocks ??= blocksIn(this.line)).get(bid);
  }
}

function blocksIn({ stretches }: Line): Map<BlockId, Stretch> {
  const blocks = new Map<BlockId, Stretch>();
  for (const { text, from } of stretches) {
    const bid = blockOf({ text });
    blocks.set(bid, { from: blocks.get(bid)?.from ?? from, to: from + text.length });
  }
  return blocks;
}
