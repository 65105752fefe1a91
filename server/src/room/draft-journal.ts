/** The way of a draft's two documents to the disk: what is journalled, and what is told once it is there. */
import type { Batch, Journal } from '../journal/journal.ts';
import type { KeptDocument } from './kept-document.ts';

export class DraftJournal {
  readonly #journal: Journal;
  readonly #documents: readonly KeptDocument[];
  readonly #fail: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();

  /** @param fail called on a storage error: the process must stop, since better down than lying. */
  constructor(
    journal: Journal,
    documents: readonly KeptDocument[],
    fail: (error: unknown) => void,
  ) {
    this.#journal = journal;
    this.#documents = documents;
    this.#fail = fail;
  }

  /** Resolves when the batch is on disk. Never waits for an earlier one: the journal gathers them into one commit. */
  remember(batch: Batch): Promise<void> {
    const stored = this.#journal.append(batch).then(() => this.#committed(batch));
    this.#last = stored;
    stored.catch(this.#fail);
    return stored;
  }

  /** Resolves when all that was applied so far is on disk. */
  settled(): Promise<void> {
    return this.#last;
  }

  #committed({ entries }: Batch): void {
    for (const { document, seq } of entries)
      this.#documents.find(({ name }) => name === document)?.feed.committed(seq);
  }
}
