/** Makes the stable ids of blocks. `words/ids.ts` says what they may look like. */
import { getRandomValues } from 'lib0/webcrypto';

import { BlockId } from '../words/ids.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Where a block was not given an id yet; only ever a hint to where a passage stood. */
export const noBlock = BlockId.parse('-');

/** @returns twelve random letters and digits: 60 bits, enough for all blocks a draft will ever have. */
export function newBlockId(): BlockId {
  // One question for all twelve: a book that is imported has a hundred thousand blocks.
  const chance: Uint8Array = getRandomValues(new Uint8Array(12));
  return BlockId.parse(Array.from(chance, (byte) => letters[byte % letters.length]).join(''));
}
