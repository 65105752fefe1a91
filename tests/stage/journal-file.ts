/** The journal as it lies on the server's disk, read past the server. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

/** @returns the updates of a draft's text that are on disk, oldest first. */
export function textOnDisk(dataDir: string, draft: DraftId): Uint8Array[] {
  const file = new DatabaseSync(join(dataDir, 'gloss.sqlite'), { readOnly: true });
  try {
    return file
      .prepare('select bytes from journal_entry where document = ? order by seq')
      .all(`${draft}/text`)
      .map(({ bytes }) => bytes as Uint8Array);
  } finally {
    file.close();
  }
}

/** @returns the words that an update writes, without looking at any document. */
export function writtenIn(update: Uint8Array): string {
  return Y.decodeUpdate(update)
    .structs.map((struct) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString
        ? struct.content.str
        : '',
    )
    .join('');
}
