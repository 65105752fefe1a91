/** A text as blocks of words: what a person would recognise of it. Reads whatever stands there, also what no schema lets in. */
import { childrenOf } from '@gloss/shared/text/positions';
import { charactersOf, textsIn } from '@gloss/shared/text/reading';
import { BlockId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

/** The innermost block around some words. */
export interface Block {
  readonly bid: BlockId;
  /** Its words, a line break where a line ends within it; may be empty. */
  readonly words: string;
}

/** @returns all blocks that hold words or could, in order. */
export function blocksIn(parent: Y.XmlFragment): Block[] {
  return [...childrenOf(parent)].flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    const bid = BlockId.safeParse(child.getAttribute('bid'));
    const isInnermost = [...childrenOf(child)].every((each) => !holdsBlock(each));
    return bid.success && isInnermost
      ? [{ bid: bid.data, words: wordsOf(child) }]
      : blocksIn(child);
  });
}

/** @returns the block of that id, or null where there is none. */
export function blockElement(parent: Y.XmlFragment, bid: BlockId): Y.XmlElement | null {
  for (const child of childrenOf(parent)) {
    if (!(child instanceof Y.XmlElement)) continue;
    const within = blockElement(child, bid);
    if (within) return within;
    if (child.getAttribute('bid') === bid) return child;
  }
  return null;
}

/** @returns the words of a block as a quote reads them. */
export function wordsOf(block: Y.XmlFragment): string {
  let words = '';
  for (const { text, breaks } of textsIn(block)) words += (breaks ? '\n' : '') + charactersOf(text);
  return words;
}

/**
 * @returns the ids of the blocks that an update of one's own writes in: those that were there, and those it brings.
 * @param transaction the one that made it, still under way: what it deletes can be read.
 */
export function blocksTouched(update: Uint8Array, transaction: Y.Transaction): string[] {
  const touched = new Set<string>();
  for (const type of transaction.changed.keys()) {
    for (
      let at: unknown = type;
      at instanceof Y.XmlText || at instanceof Y.XmlFragment;
      at = at.parent
    ) {
      const bid = at instanceof Y.XmlElement ? at.getAttribute('bid') : undefined;
      if (bid === undefined) continue;
      touched.add(bid);
      break;
    }
  }
  for (const struct of Y.decodeUpdate(update).structs) {
    const isBid = struct instanceof Y.Item && struct.parentSub === 'bid';
    if (isBid && struct.content instanceof Y.ContentAny) touched.add(String(struct.content.arr[0]));
  }
  return [...touched];
}

function holdsBlock(part: Y.XmlElement | Y.XmlText): boolean {
  if (part instanceof Y.XmlText) return false;
  return part.getAttribute('bid') !== undefined || [...childrenOf(part)].some(holdsBlock);
}
