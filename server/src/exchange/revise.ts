/** The door for files that revise a draft: `revise-worker.ts` writes each over the text, in a process of its own. */
import type { Carried } from '@gloss/shared/text/carried';
import { importBytes } from '@gloss/shared/wire/limits';
import type { Ruling } from '@gloss/shared/words/refusal';
import { refuse } from '@gloss/shared/words/refusal';

import { apart } from './apart.ts';
import type { FileToImport } from './read-file.ts';

/** A revised text as the edit that a text needs to say it. */
export interface Revision {
  /** Yjs V1; null where the text says it already. */
  readonly update: Uint8Array | null;
  /** The words that it writes anew elsewhere. */
  readonly carried: readonly Carried[];
}

/** What the process is given. */
export interface FileToBringIn {
  readonly file: FileToImport;
  /** The text as it is, as a Yjs update. People may go on writing in it: what they write merges with the revision. */
  readonly state: Uint8Array;
}

const worker = new URL('./revise-worker.ts', import.meta.url);

/**
 * @returns the edit that makes a text say what the file says. Refuses `too-large`, `file-empty`, and `file-unreadable` for
 * whatever is no Markdown, HTML or plain text. Rejects where the reader itself is broken.
 */
export async function reviseByFile(wanted: FileToBringIn): Promise<Ruling<Revision>> {
  if (wanted.file.bytes.byteLength > importBytes)
    return refuse('too-large', 'The file is larger than 10 MB. Nothing was changed.');
  const tooMuch = refuse(
    'too-large',
    'The file is too much to compare with this draft at once. Nothing was changed.',
  );
  const ruling = await apart<Revision>(worker, wanted, tooMuch);
  if (ruling.ok) return ruling;
  // The same refusals as for a new draft, of which they say that it was not created.
  const { code, sentence } = ruling.refusal;
  return refuse(code, sentence.replace('Nothing was created.', 'Nothing was changed.'));
}
