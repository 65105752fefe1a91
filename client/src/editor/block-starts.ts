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

/** All blocks in order, and where each begins; after the last of them, where the text ends. */
interface Row {
  readonly blocks: readonly Block[];
  readonly nth: ReadonlyMap<Block, number>;
  readonly starts: readonly number[];
}

function followed(body: Y.XmlFragment): BlockStarts {
  const sizes = new WeakMap<Block, number>();
  let order: Pick<Row, 'blocks' | 'nth'> | null = null;
  let row: Row | null = null;
  /** Those whose changes nobody has been told of yet. */
  const open = new Set<Y.Transaction>();
  body.doc?.on('beforeTransaction', (transaction) => void open.add(transaction));
  body.doc?.on('beforeObserverCalls', (transaction) => {
    open.delete(transaction);
    for (const type of transaction.changed.keys()) {
      row = null;
      if (Object.is(type, body)) order = null;

      const block = blockAround(body, type);
      if (block) sizes.delete(block);
    }
  });
  const rowNow = (): Row => {
    // Amid a transaction nothing is known for certain.
    const isBetween = [...open].some(({ changed }) => changed.size > 0);
    if (isBetween) return rowOf(orderOf(body), sizeOf);
    order ??= orderOf(body);
    row ??= rowOf(order, (block) => {
      const size = sizes.get(block) ?? sizeOf(block);
      sizes.set(block, size);
      return size;
    });
    return row;
  };
  return {
    startOf(text) {
      const block = blockAround(body, text);
      if (block === null || parentOf(block) !== body) return null;
      const { nth, starts } = rowNow();
      const start = starts[nth.get(block) ?? -1];
      if (start === undefined || block instanceof Y.XmlText) return start ?? null;
      const within = posAt(block, { text, offset: 0 });
      return within === null ? null : start + 1 + within;
    },
    pointAt(pos) {
      const { blocks, starts } = rowNow();
      let [low, high] = [0, blocks.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle + 1] ?? Infinity) <= pos) low = middle + 1;
        else high = middle;
      }
      const block = blocks[low];
      const rest = pos - (starts[low] ?? 0);
      if (!(block instanceof Y.XmlElement) || isLeaf(block) || rest < 0) return null;
      return pointAt(block, rest - 1);
    },
  };
}

function orderOf(body: Y.XmlFragment): Pick<Row, 'blocks' | 'nth'> {
  const blocks = [...childrenOf(body)];
  return { blocks, nth: new Map(blocks.map((block, nth) => [block, nth])) };
}

function rowOf(order: Pick<Row, 'blocks' | 'nth'>, lengthOf: (block: Block) => number): Row {
  const starts = [0];
  for (const block of order.blocks) starts.push((starts.at(-1) ?? 0) + lengthOf(block));
  return { ...order, starts };
}

/** @returns the child of the body that a part is or stands in, deleted or not; null where it stands elsewhere. */
function blockAround(body: Y.XmlFragment, part: unknown): Block | null {
  let at = part;
  while (at instanceof Y.AbstractType && at.parent !== body) at = at.parent;
  return at instanceof Y.XmlElement || at instanceof Y.XmlText ? at : null;
}
