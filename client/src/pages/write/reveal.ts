/** Brings the words of a thread into sight when it is opened from the margin, and leaves the page still when they are there. */
import type { ThreadId } from '@gloss/shared/words/ids';

import type { Place, TextEditorHandle } from '../../editor/text-editor.tsx';

/** The part of the window's height that stays free above a sheet. */
const aboveSheet = 0.45;

/** Room for a line of words, in px. */
const linePx = 40;

export interface Reveal {
  readonly handle: TextEditorHandle | null;
  readonly place: Place | undefined;
  /** The margin is a sheet over the lower half of the window. */
  readonly isNarrow: boolean;
}

export function revealThread(thread: ThreadId, { handle, place, isNarrow }: Reveal): void {
  if (handle === null || (place && isInSight(handle, place, isNarrow))) return;
  const isFound = handle.goToThread(thread);
  // The editor puts the words in the middle of the window, which is where the sheet begins.
  if (isFound && isNarrow) window.scrollBy(0, window.innerHeight * (0.5 - aboveSheet / 2));
}

function isInSight({ editor }: TextEditorHandle, { top }: Place, isNarrow: boolean): boolean {
  const page = editor.view.dom.parentElement;
  const head =
    page?.ownerDocument.querySelector('[data-head]')?.getBoundingClientRect().bottom ?? 0;
  const at = (page?.getBoundingClientRect().top ?? 0) + top;
  const end = window.innerHeight * (isNarrow ? aboveSheet : 0.8);
  return at > head + linePx / 2 && at < end - linePx;
}
