/** The block in which words belong whose own block is gone. Reads only. */
import { childrenOf } from '@gloss/shared/text/positions';
import { lineOf } from '@gloss/shared/text/reading';
import { schema } from '@gloss/shared/text/schema';
import * as Y from 'yjs';

/** So many characters on either side of a place tell it. */
const mostContext = 24;

/** Of these so many in a row at a time, */
const inARow = 4;
/** at least so many of them, */
const leastRows = 5;
/** such a part of them must be there, */
const leastPart = 0.4;
/** and so many times as many as in any other block. */
const leastLead = 1.5;

/** A block that holds words itself, and what it reads; a line break is one character. */
export interface ReadBlock {
  readonly block: Y.XmlElement;
  readonly words: string;
}

export function textblocksIn(parent: Y.XmlFragment): ReadBlock[] {
  return [...childrenOf(parent)].flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    const isText = schema.nodes[child.nodeName]?.isTextblock;
    return isText ? [{ block: child, words: lineOf(child).words }] : textblocksIn(child);
  });
}

/**
 * @param block the one that is gone. @param words what it read, and where in it the words stood, from one place to another.
 * @returns the block that came in its place: the one of its id; where there is none, or it reads something else, the one that reads
 * the same around these words. Null where there is none.
 */
export function newPlaceOf(
  blocks: readonly ReadBlock[],
  block: Y.XmlElement,
  { base, words, from, to }: { base: string; words: string; from: number; to: number },
): ReadBlock | null {
  const bid = bidOf(block);
  const same = blocks.find((each) => bid !== undefined && bidOf(each.block) === bid);
  if (same?.words.includes(base)) return same;
  const rows = rowsIn(words.slice(Math.max(0, from - mostContext), to + mostContext));
  return likest(blocks, rows) ?? same ?? null;
}

function likest(blocks: readonly ReadBlock[], rows: ReadonlySet<string>): ReadBlock | null {
  const counted = blocks
    .map((each) => ({ each, count: [...rows].filter((row) => each.words.includes(row)).length }))
    .toSorted((one, other) => other.count - one.count);
  const [best, next] = counted;
  if (!best || best.count < Math.max(leastRows, rows.size * leastPart)) return null;
  return best.count >= (next?.count ?? 0) * leastLead ? best.each : null;
}

function rowsIn(words: string): Set<string> {
  const rows = new Set<string>();
  for (let at = 0; at + inARow <= words.length; at += 1) rows.add(words.slice(at, at + inARow));
  return rows;
}

/** Also of a block that is gone, as long as Yjs remembers it. */
function bidOf(block: Y.XmlElement): string | undefined {
  const content = block._map.get('bid')?.content;
  const bid: unknown = content instanceof Y.ContentAny ? content.arr[0] : undefined;
  return typeof bid === 'string' ? bid : undefined;
}
