/**
 * Where the blocks of a text begin, in positions of the editor, without walking through all of it for each key: how long a
 * block at the top level is, is counted again only when something was written in it. See shared/text/positions, whose
 * answers these are.
 */
import type { Point } from '@gloss/shared/text/positions';
import { childrenOf, isLeaf, parentOf, pointAt, posAt, sizeOf } from '@gloss/shared/text/positions';
import * as Y from 'yjs';

export interface BlockStarts {
  /** @returns the position at which a text begins, or null where it no longer stands in the body. */
  startOf(text: Y.XmlText): number | null;
  /** @returns the point at a position, or null where no text touches it: between blocks, in an empty paragraph. */
  pointAt(pos: number): Point | null;
}

type Block = Y.XmlElement | Y.XmlText;

const known = new WeakMap<Y.XmlFragment, BlockStarts>();

/** @returns the same for the same body. It is right at every moment, also amid a transaction. */
export function blockStarts(body: Y.XmlFragment): BlockStarts {
  const starts = known.get(body) ?? followed(body);
  known.set(body, starts);
  return starts;
}

function followed(body: Y.XmlFragment): BlockStarts {
  const sizes = new WeakMap<Block, number>();
  let starts: ReadonlyMap<Block, number> | null = null;
  /** Those whose changes nobody has been told of yet. */
  const open = new Set<Y.Transaction>();
  body.doc?.on('beforeTransaction', (transaction) => void open.add(transaction));
  body.doc?.on('beforeObserverCalls', (transaction) => {
    open.delete(transaction);
    for (const type of transaction.changed.keys()) {
      starts = null;
      const block = blockAround(body, type);
      if (block) sizes.delete(block);
    }
  });
  const isBetween = (): boolean => [...open].some(({ changed }) => changed.size > 0);
  const lengthOf = (block: Block): number => {
    if (isBetween()) return sizeOf(block);
    const size = sizes.get(block) ?? sizeOf(block);
    sizes.set(block, size);
    return size;
  };
  const startsNow = (): ReadonlyMap<Block, number> => {
    if (starts && !isBetween()) return starts;
    const counted = new Map<Block, number>();
    let pos = 0;
    for (const block of childrenOf(body)) {
      counted.set(block, pos);
      pos += lengthOf(block);
    }
    if (!isBetween()) starts = counted;
    return counted;
  };
  return {
    startOf(text) {
      const block = blockAround(body, text);
      if (block === null || parentOf(block) !== body) return null;
      const start = startsNow().get(block);
      if (start === undefined || block instanceof Y.XmlText) return start ?? null;
      const within = posAt(block, { text, offset: 0 });
      return within === null ? null : start + 1 + within;
    },
    pointAt(pos) {
      let rest = pos;
      for (const block of childrenOf(body)) {
        if (rest < 0) return null;
        if (block instanceof Y.XmlText && rest <= block.length)
          return { text: block, offset: rest };
        const size = lengthOf(block);
        if (rest < size && block instanceof Y.XmlElement && !isLeaf(block))
          return pointAt(block, rest - 1);
        rest -= size;
      }
      return null;
    },
  };
}

/** @returns the child of the body that a part is or stands in, deleted or not; null where it stands elsewhere. */
function blockAround(body: Y.XmlFragment, part: unknown): Block | null {
  let at = part;
  while (at instanceof Y.AbstractType && at.parent !== body) at = at.parent;
  return at instanceof Y.XmlElement || at instanceof Y.XmlText ? at : null;
}
