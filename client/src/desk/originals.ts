/** What the shared text says, block by block, for a text of one's own that differs from it. */
import type { BlockId } from '@gloss/shared/words/ids';
import type * as Y from 'yjs';

import { blocksIn } from '../line/blocks.ts';

export interface Originals {
  /** What it says in a block; undefined where it has none of that id. */
  words(block: BlockId): string | undefined;
  /** What its blocks say that stand behind one and before another, or before the end. */
  between(block: BlockId, next: BlockId | undefined): readonly string[];
}

/** @returns the blocks of a body as they are when they are asked for; `forget` where something was written in it since. */
export function originalsIn(body: Y.XmlFragment): { originals: Originals; forget(): void } {
  let said: string[] | null = null;
  let places = new Map<BlockId, number>();
  const read = (): readonly string[] => {
    if (said !== null) return said;
    const blocks = blocksIn(body);
    places = new Map(blocks.map(({ bid }, at) => [bid, at]));
    return (said = blocks.map(({ words }) => words));
  };
  const originals: Originals = {
    words(block) {
      const all = read();
      const at = places.get(block);
      return at === undefined ? undefined : all[at];
    },
    between(block, next) {
      const all = read();
      const at = places.get(block);
      const end = next === undefined ? all.length : places.get(next);
      return at === undefined || end === undefined ? [] : all.slice(at + 1, end);
    },
  };
  return { originals, forget: () => void (said = null) };
}
