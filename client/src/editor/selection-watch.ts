/** Tells what words are selected, by mouse, keys or touch, and where on the page they stand. */
import type { Selected } from '@gloss/shared/words/anchor';
import type { Editor } from '@tiptap/core';
import type * as Y from 'yjs';

import { selectedWords, stretchOf, wordsWithin } from './selected-words.ts';

/** Px from the top left of the page element. */
export interface SelectionSpot {
  readonly selected: Selected;
  /** Of the first line. */
  readonly top: number;
  /** Of the last line. */
  readonly bottom: number;
  /** Where the last line's words end. */
  readonly end: number;
}

/** Asked at most once per frame; `tell` hears null once when nothing is selected any more. */
export function watchSelection(
  editor: Editor,
  page: HTMLElement,
  body: Y.XmlFragment,
  tell: (spot: SelectionSpot | null) => void,
): { stop(): void } {
  let frame = 0;
  let told = '';
  const look = (): void => {
    frame = 0;
    const spot = spotOf(editor, page, body);
    const seen = JSON.stringify(spot);
    if (seen === told) return;
    told = seen;
    tell(spot);
  };
  const ask = (): void => {
    if (frame === 0) frame = requestAnimationFrame(look);
  };
  editor.on('selectionUpdate', ask);
  editor.on('update', ask);
  return {
    stop() {
      cancelAnimationFrame(frame);
      editor.off('selectionUpdate', ask);
      editor.off('update', ask);
    },
  };
}

function spotOf({ view }: Editor, page: HTMLElement, body: Y.XmlFragment): SelectionSpot | null {
  const { doc, selection } = view.state;
  const words = selection.empty ? null : wordsWithin(doc, stretchOf(selection));
  const selected = words && selectedWords(view.state, body);
  if (words === null || selected === null) return null;
  const origin = page.getBoundingClientRect();
  const first = view.coordsAtPos(words.from, 1);
  const last = view.coordsAtPos(words.to, -1);
  return {
    selected,
    top: Math.round(first.top - origin.top),
    bottom: Math.round(last.bottom - origin.top),
    end: Math.round(last.right - origin.left),
  };
}
