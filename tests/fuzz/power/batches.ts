/** What the traced journal writer appends, and the reader expects: batch 1, 2, 3 …, each known from its number. */
import { docketOf, textOf } from '@gloss/server/journal/document';
import type { DocumentName } from '@gloss/server/journal/document';
import { serverAccount } from '@gloss/server/journal/journal';
import type { Batch, Entry } from '@gloss/server/journal/journal';
import { ActId, DraftId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

export const drafts = [
  DraftId.parse('draft-in-the-dark'),
  DraftId.parse('draft-by-candlelight'),
] as const;

export const documents = drafts.flatMap((draft) => [textOf(draft), docketOf(draft)]);

/** @returns the draft that a batch is for. */
export function draftFor(batch: number): DraftId {
  return drafts[batch % 7 === 0 ? 1 : 0];
}

/** @returns whether the batch is an act: text, docket, answer and tally in one. */
export function isAct(batch: number): boolean {
  return batch % 3 === 0;
}

/** @returns the documents in which a batch leaves its number. */
export function touchedBy(batch: number): DocumentName[] {
  const draft = draftFor(batch);
  return isAct(batch) ? [textOf(draft), docketOf(draft)] : [textOf(draft)];
}

export function actOf(batch: number): ActId {
  return ActId.parse(`00000000-0000-4000-8000-${String(batch).padStart(12, '0')}`);
}

/** The documents as the writer has them. */
export class Pen {
  readonly docs = new Map<DocumentName, Y.Doc>(documents.map((name) => [name, new Y.Doc()]));
  readonly heads = new Map<DocumentName, number>();

  /** Writes a batch's number into its documents. @returns the batch, to be appended in this order */
  batch(number: number): Batch {
    const entries = touchedBy(number).map((document) => this.#entry(document, number));
    const draft = draftFor(number);
    const [first] = entries;
    const bindings = first && [
      { document: first.document, client: number, account: serverAccount },
    ];
    if (!isAct(number)) return { entries, bindings };
    const answer = { draft, act: actOf(number), account: serverAccount, body: String(number) };
    return { entries, bindings, answer, tally: { draft, openThreads: number } };
  }

  #entry(document: DocumentName, number: number): Entry {
    const doc = this.docs.get(document) ?? new Y.Doc();
    const before = Y.encodeStateVector(doc);
    // Some are longer than a page, so that a commit tears in many ways.
    const word = `${number}:${'x'.repeat(number % 11 === 0 ? 6000 : number % 40)}`;
    doc.getXmlFragment('body').push([new Y.XmlText(word)]);
    const update = Y.encodeStateAsUpdate(doc, before);
    const seq = (this.heads.get(document) ?? 0) + 1;
    this.heads.set(document, seq);
    return { document, seq, update, account: serverAccount, at: number };
  }
}
