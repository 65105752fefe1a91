/** Tells the editor which cards are in the page, so that words lead to their own card and never to one that is not there. */
import { ThreadId } from '@gloss/shared/words/ids';
import type { RefObject } from 'react';
import { useEffect } from 'react';

import { cardId } from '../../editor/passage.ts';
import type { TextEditorHandle } from '../../editor/text-editor.tsx';

/** While somebody scrolls, other cards are in the page with each frame: the editor need not draw its links anew for each. */
const pauseMs = 150;

/** At once, but not again so soon after. */
export function useDrawnCards(
  margin: RefObject<HTMLElement | null>,
  handle: TextEditorHandle | null,
): void {
  useEffect(() => {
    const element = margin.current;
    if (element === null || handle === null) return undefined;
    let due = 0;
    let told = '';
    let toldAt = -pauseMs;
    const look = (): void => {
      due = 0;
      const cards = cardsIn(element);
      const seen = cards.join();
      if (seen === told || handle.editor.isDestroyed) return;
      told = seen;
      toldAt = performance.now();
      handle.linkCards(new Set(cards));
    };
    const ask = (): void => {
      if (due !== 0) return;
      due = window.setTimeout(look, Math.max(0, toldAt + pauseMs - performance.now()));
    };
    const watch = new MutationObserver(ask);
    watch.observe(element, { childList: true, subtree: true });
    ask();
    return () => {
      watch.disconnect();
      clearTimeout(due);
    };
  }, [margin, handle]);
}

function cardsIn(margin: HTMLElement): ThreadId[] {
  return [...margin.querySelectorAll('article[id]')].flatMap(({ id }) => {
    const thread = ThreadId.safeParse(id.replace(/^thread-/, ''));
    return thread.success && cardId(thread.data) === id ? [thread.data] : [];
  });
}
