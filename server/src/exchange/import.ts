/** The door for files that begin a draft: `import-worker.ts` reads each in a process of its own. `revise.ts` is its neighbour. */
import type { FirstWords } from '@gloss/shared/text/content';
import { importBytes } from '@gloss/shared/wire/limits';
import type { Ruling } from '@gloss/shared/words/refusal';
import { refuse } from '@gloss/shared/words/refusal';

import { apart } from './apart.ts';
import type { FileToImport } from './read-file.ts';

/** A file as a new draft takes it. */
export interface Imported {
  readonly title: string;
  readonly words: FirstWords;
}

const worker = new URL('./import-worker.ts', import.meta.url);

/**
 * @returns the text of a file. Refuses `too-large`, `file-empty`, and `file-unreadable` for whatever is no Markdown, HTML
 * or plain text. Rejects where the reader itself is broken.
 */
export async function importFile(file: FileToImport): Promise<Ruling<Imported>> {
  if (file.bytes.byteLength > importBytes)
    return refuse(
      'too-large',
      'The file is larger than 10 MB. Nothing was created. Import it in parts.',
    );
  const tooMuch = refuse(
    'too-large',
    'The file is too much to read at once. Nothing was created. Import it in parts.',
  );
  return apart(worker, file, tooMuch);
}
