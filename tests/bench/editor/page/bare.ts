/** The measure of all things: Tiptap with the same nodes and the collaboration extension. No threads, no margin, no carets. */
import { bodyOf } from '@gloss/shared/text/body';
import { textExtensions } from '@gloss/shared/text/schema';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';

import type { Documents } from './documents.ts';

export function showBare(root: HTMLElement, { text }: Documents): Editor {
  root.style.inlineSize = '44rem';
  return new Editor({
    element: root,
    extensions: [
      ...textExtensions({ assignIds: true }),
      Collaboration.configure({ fragment: bodyOf(text) }),
    ],
  });
}
