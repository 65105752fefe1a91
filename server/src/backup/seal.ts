/**
 * The last file of a backup: the SHA-256 of every byte before it. With it, a changed byte shows wherever it is: in a file,
 * in a tar header, or in the padding between two. By hand: `head -c -2048 backup.tar | sha256sum`.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';

import { pack } from 'tar-stream';

export const sealName = 'SHA256';

/** A header, one block with the sum, and the two empty blocks that end a tar file. */
export const sealBytes = 4 * 512;

/** @returns the last bytes of a backup that begins with bytes of this sum. */
export async function sealOf(sum: string): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: sealName, mode: 0o600, mtime: new Date(0) }, `${sum}\n`);
  tar.finalize();
  return buffer(tar);
}

/** @returns the SHA-256 of the first bytes of a file, in hex. */
export async function sumOf(path: string, bytes: number, told?: (done: number) => void) {
  const hash = createHash('sha256');
  let done = 0;
  // `end` is the last byte that is read; a stream of none would read them all.
  if (bytes > 0)
    for await (const chunk of createReadStream(path, { end: bytes - 1 })) {
      hash.update(chunk as Buffer);
      done += (chunk as Buffer).length;
      told?.(done);
    }
  return hash.digest('hex');
}
