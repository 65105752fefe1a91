/** A draft's text as it lies on the server's disk at this moment, read past the server. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { bodyOf } from '@gloss/shared/text/body';
import { contentOf } from '@gloss/shared/text/content';
import { toPlain } from '@gloss/shared/text/plain';
import type { DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

/** Reads at once, without a turn of the loop. Reads again from where it was. */
export class Disk {
  readonly #file: DatabaseSync;

  constructor(dataDir: string) {
    this.#file = new DatabaseSync(join(dataDir, 'gloss.sqlite'), { readOnly: true });
  }

  /** @returns the text as someone would read it who opened it now. */
  text(draft: DraftId): Y.Doc {
    return this.#document(`${draft}/text`);
  }

  docket(draft: DraftId): Y.Doc {
    return this.#document(`${draft}/docket`);
  }

  #document(name: string): Y.Doc {
    const doc = new Y.Doc();
    const checkpoint = this.#file
      .prepare(
        'select bytes from journal_checkpoint where document = ? and proven = 1 order by seq desc limit 1',
      )
      .get(name);
    if (checkpoint) Y.applyUpdate(doc, checkpoint['bytes'] as Uint8Array);
    const entries = this.#file
      .prepare('select bytes from journal_entry where document = ? order by seq')
      .all(name);
    for (const { bytes } of entries) Y.applyUpdate(doc, bytes as Uint8Array);
    return doc;
  }

  words(draft: DraftId): string {
    const doc = this.text(draft);
    const words = toPlain(contentOf(bodyOf(doc)));
    doc.destroy();
    return words;
  }

  close(): void {
    this.#file.close();
  }
}
