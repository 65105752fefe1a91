/** One number that changes when a stored record does. Written with each record, compared at each read. */
import { crc32 } from 'node:zlib';

/**
 * @returns the CRC-32 of the words a record is filed under and of its bytes: bytes in the wrong row are found, too. Where
 * the bytes are in several parts, the words must hold the length of all but the last.
 */
export function checksumOf(
  filedUnder: readonly (string | number)[],
  ...parts: readonly Uint8Array[]
): number {
  return parts.reduce((sum, bytes) => crc32(bytes, sum), crc32(filedUnder.join('\n')));
}
