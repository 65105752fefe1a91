/**
 * What is known of a document as a whole. It is kept apart from the document's records, so that a record that is lost
 * shows: without its last entry, a binding or an answer, a document would otherwise read as one that never had it.
 */
import type { Instant } from '@gloss/shared/words/ids';

import { checksumOf } from './checksum.ts';
import type { DocumentName } from './document.ts';
import { JournalError } from './journal-error.ts';

export interface DocumentFacts {
  /** The seq of the last entry ever appended; 0 where there is none. */
  readonly head: number;
  /** When the last entry was written; 0 where there is none. */
  readonly changedAt: Instant;
  /** How many client ids are bound. */
  readonly clients: number;
  /** In a docket: how many acts of its draft were answered. */
  readonly answers: number;
}

export interface FactsRecord extends DocumentFacts {
  readonly checksum: number;
}

/** Of a document that was never written. */
export const noFacts: DocumentFacts = { head: 0, changedAt: 0, clients: 0, answers: 0 };

/** @returns the facts as they are stored. */
export function factsRecord(document: DocumentName, facts: DocumentFacts): FactsRecord {
  const { head, changedAt, clients, answers } = facts;
  const checksum = checksumOf([document, head, changedAt, clients, answers]);
  return { head, changedAt, clients, answers, checksum };
}

/** @returns the facts of a record; of none, `noFacts`. Throws where the record is damaged. */
export function readFacts(document: DocumentName, record: FactsRecord | undefined): DocumentFacts {
  if (record === undefined) return noFacts;
  const { head, changedAt, clients, answers } = record;
  const facts = { head, changedAt, clients, answers };
  if (factsRecord(document, facts).checksum === record.checksum) return facts;
  throw new JournalError('broken', `${document}: what is known of it is damaged.`);
}

/** So many documents are known without asking the file. */
const mostKnown = 4096;

/**
 * The facts of documents, for the only connection that writes them: what it wrote itself it need not read again. In a house
 * where hundreds of drafts are written, each commit would begin with a look at each of them.
 */
export class KnownFacts {
  readonly #read: (document: DocumentName) => DocumentFacts;
  readonly #known = new Map<DocumentName, DocumentFacts>();

  constructor(read: (document: DocumentName) => DocumentFacts) {
    this.#read = read;
  }

  /** Throws where what is stored, and not known yet, is damaged. */
  of(document: DocumentName): DocumentFacts {
    return this.#known.get(document) ?? this.#read(document);
  }

  /** Call once a commit is on disk, and only then. */
  committed(changed: ReadonlyMap<DocumentName, DocumentFacts>): void {
    if (this.#known.size > mostKnown) this.#known.clear();
    for (const [document, facts] of changed) this.#known.set(document, facts);
  }
}

/** The facts of all documents that one commit changes: looked up once, changed here, stored at its end. */
export class ChangedFacts {
  readonly #before: (document: DocumentName) => DocumentFacts;
  readonly #changed = new Map<DocumentName, DocumentFacts>();

  constructor(before: (document: DocumentName) => DocumentFacts) {
    this.#before = before;
  }

  /** Throws where what is stored is damaged. */
  of(document: DocumentName): DocumentFacts {
    return this.#changed.get(document) ?? this.#before(document);
  }

  change(document: DocumentName, changes: Partial<DocumentFacts>): void {
    this.#changed.set(document, { ...this.of(document), ...changes });
  }

  all(): ReadonlyMap<DocumentName, DocumentFacts> {
    return this.#changed;
  }
}
