/** Where a form or a button goes while it has the focus, the focus comes back to the heading of its card. */
import type { ThreadId } from '@gloss/shared/words/ids';
import type { FocusEvent } from 'react';
import { useEffect, useRef } from 'react';

export interface FocusWatch {
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/** @returns what the element must carry whose content comes and goes. */
export function useFocusBack(thread: ThreadId): FocusWatch {
  const isInside = useRef(false);
  useEffect(() => {
    // React tells of no blur when it takes an element away: then the focus is in here and yet nowhere.
    if (isInside.current && document.activeElement === document.body) focusHeading(thread);
  });
  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: ({ currentTarget, relatedTarget }) => {
      isInside.current = currentTarget.contains(relatedTarget);
    },
  };
}

/** Focuses the heading of a card, open or closed, without moving the page. */
export function focusHeading(thread: ThreadId): void {
  const heading = document.querySelector(`[data-thread-heading="${thread}"]`);
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}
