/** Brings the words of a thread into sight: below the bars and, in a narrow window, above the sheet that covers its lower part. */
import type { ThreadId } from '@gloss/shared/words/ids';

import type { TextEditorHandle } from '../../editor/text-editor.tsx';

/** How much of the window's height a sheet leaves free. */
const aboveSheet = 0.42;

/** How far down the free part the words are put, and at least how far from its edges they count as in sight. */
const share = 0.3;
const edgePx = 12;

export interface Reveal {
  /** The bars that stay at the top of the window. */
  readonly head: HTMLElement | null;
  readonly isNarrow: boolean;
  /** Leave the page still where the words are in sight already. */
  readonly isGentle: boolean;
}

/** Does nothing for a thread whose words are not in the text. */
export function revealThread(handle: TextEditorHandle, thread: ThreadId, how: Reveal): void {
  if (how.isGentle && isInSight(handle, thread, how)) return;
  if (!handle.goToThread(thread)) return;
  const top = topOf(handle, thread);
  if (top === null) return;
  const { start, end } = freePart(how);
  window.scrollBy(0, top - start - Math.max(edgePx, (end - start) * share));
}

function isInSight(handle: TextEditorHandle, thread: ThreadId, how: Reveal): boolean {
  const top = topOf(handle, thread);
  const { start, end } = freePart(how);
  return top !== null && top >= start + edgePx && top <= end - 3 * edgePx;
}

function freePart({ head, isNarrow }: Reveal): { start: number; end: number } {
  const start = head?.getBoundingClientRect().bottom ?? 0;
  return { start, end: window.innerHeight * (isNarrow ? aboveSheet : 1) };
}

function topOf({ editor }: TextEditorHandle, thread: ThreadId): number | null {
  const words = editor.view.dom.querySelector(`[data-thread="${CSS.escape(thread)}"]`);
  return words?.getBoundingClientRect().top ?? null;
}
