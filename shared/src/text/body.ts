/** The root of a text document. `content.ts` reads and fills it. */
import type * as Y from 'yjs';

/** The only root of a text document. */
export const bodyRoot = 'body';

/** @returns the body: the fragment whose children are the draft's top-level blocks. */
export function bodyOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(bodyRoot);
}
