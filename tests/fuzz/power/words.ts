/** The words that traced people write: a name and a number, such as `Ada.12`. */
import { bodyOf } from '@gloss/shared/text/body';
import * as Y from 'yjs';

/** @returns them in the order of the text. */
export function wordsIn(text: Y.Doc): string[] {
  return textOfNode(bodyOf(text)).match(/[A-Z][a-z]+\.\d+/g) ?? [];
}

function textOfNode(node: Y.XmlFragment | Y.XmlText): string {
  if (node instanceof Y.XmlText)
    return node
      .toDelta()
      .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ' '))
      .join('');
  return node
    .toArray()
    .map((child) => textOfNode(child as Y.XmlFragment | Y.XmlText))
    .join('\n');
}
