/** Brings a place of the text into sight. At once, not smoothly: far blocks have no true height until they are near. */
import type { BlockId, ThreadId } from '@gloss/shared/words/ids';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

import { stretches } from './passages-plugin.ts';
import { headingElement } from './sections.ts';

/** @returns false where the words of the thread are not in the text. The caret stays where it is. */
export function scrollToThread(view: EditorView, thread: ThreadId): boolean {
  const stretch = stretches(view.state).get(thread);
  if (stretch === undefined) return false;
  const { node } = view.domAtPos(stretch.from, 1);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'center' });
  return true;
}

/** Puts the caret there too, so that the keyboard goes on from the heading; on a phone that would call up its keyboard. */
export function scrollToSection(view: EditorView, section: BlockId): void {
  const heading = headingElement(view.dom, section);
  if (heading === null) return;
  heading.scrollIntoView({ block: 'start' });
  if (matchMedia('(pointer: coarse)').matches) return;
  const { tr, doc } = view.state;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(view.posAtDOM(heading, 0)))));
  view.dom.focus({ preventScroll: true });
}
