/** One number that changes when a stored record does. Written with each record, compared at each read. */
import { crc32 } from 'node:zlib';

/** @returns the CRC-32 of the words a record is filed under and of its bytes: bytes in the wrong row are found, too. */
export function checksumOf(filedUnder: readonly (string | number)[], bytes: Uint8Array): number {
  return crc32(bytes, crc32(filedUnder.join('\n')));
}
