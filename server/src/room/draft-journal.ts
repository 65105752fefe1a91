/** The way of a draft's two documents to the disk: what is journalled, and what is told once it is there. */
import type { Batch, Journal } from '../journal/journal.ts';
import type { KeptDocument } from './kept-document.ts';

export interface Notices {
  /** A storage error: nothing after it may be acknowledged or told, and the process must stop. Better down than lying. */
  onFailure(error: unknown): void;
  onStored(): void;
}

export class DraftJournal {
  readonly #journal: Pick<Journal, 'append'>;
  readonly #documents: readonly KeptDocument[];
  readonly #notices: Notices;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(
    journal: Pick<Journal, 'append'>,
    documents: readonly KeptDocument[],
    notices: Notices,
  ) {
    this.#journal = journal;
    this.#documents = documents;
    this.#notices = notices;
  }

  /** Resolves when the batch is on disk. Never waits for an earlier one: the journal gathers them into one commit. */
  remember(batch: Batch): Promise<void> {
    if (this.#isClosed) throw new Error('This room was closed; the draft may be open in another.');
    const stored = this.#journal.append(batch).then(() => this.#committed(batch));
    this.#last = stored;
    stored.then(this.#notices.onStored, this.#notices.onFailure);
    return stored;
  }

  /** Resolves when all that was applied so far is on disk. */
  settled(): Promise<void> {
    return this.#last;
  }

  close(): void {
    this.#isClosed = true;
  }

  #committed({ entries }: Batch): void {
    for (const { document, seq } of entries)
      this.#documents.find(({ name }) => name === document)?.feed.committed(seq);
  }
}
