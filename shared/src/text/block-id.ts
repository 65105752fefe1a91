/** Makes the stable ids of blocks. `words/ids.ts` says what they may look like. */
import { uint32 } from 'lib0/random';

import { BlockId } from '../words/ids.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Where a block was not given an id yet; only ever a hint to where a passage stood. */
export const noBlock = BlockId.parse('-');

/** @returns twelve random letters and digits: 60 bits, enough for all blocks a draft will ever have. */
export function newBlockId(): BlockId {
  const id = Array.from({ length: 12 }, () => letters[uint32() % letters.length]).join('');
  return BlockId.parse(id);
}
