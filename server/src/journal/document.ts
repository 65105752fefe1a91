/** How the two Yjs documents of a draft are called, wherever they are stored or synced. */
import type { DraftId } from '@gloss/shared/words/ids';

export type DocumentName = `${DraftId}/text` | `${DraftId}/docket`;

/** @returns the name of the document that Tiptap edits. */
export function textOf(draft: DraftId): DocumentName {
  return `${draft}/text`;
}

/** @returns the name of the document of the draft's threads. */
export function docketOf(draft: DraftId): DocumentName {
  return `${draft}/docket`;
}

/** @returns the draft that a document belongs to. */
export function draftOf(document: DocumentName): DraftId {
  // A draft id holds no slash (words/ids.ts), so what stands before the only one is the id.
  return document.slice(0, document.lastIndexOf('/')) as DraftId;
}
