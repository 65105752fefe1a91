/** Tells the editor which cards are in the page, so that words lead to their own card and never to one that is not there. */
import { ThreadId } from '@gloss/shared/words/ids';
import type { RefObject } from 'react';
import { useEffect } from 'react';

import { cardId } from '../../editor/passage.ts';
import type { TextEditorHandle } from '../../editor/text-editor.tsx';

/** Once a frame at most: filters and scrolling exchange many cards at a time. */
export function useDrawnCards(
  margin: RefObject<HTMLElement | null>,
  handle: TextEditorHandle | null,
): void {
  useEffect(() => {
    const element = margin.current;
    if (element === null || handle === null) return undefined;
    let frame = 0;
    let told = '';
    const look = (): void => {
      frame = 0;
      const cards = cardsIn(element);
      const seen = cards.join();
      if (seen === told || handle.editor.isDestroyed) return;
      told = seen;
      handle.linkCards(new Set(cards));
    };
    const ask = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const watch = new MutationObserver(ask);
    watch.observe(element, { childList: true, subtree: true });
    ask();
    return () => {
      watch.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [margin, handle]);
}

function cardsIn(margin: HTMLElement): ThreadId[] {
  return [...margin.querySelectorAll('article[id]')].flatMap(({ id }) => {
    const thread = ThreadId.safeParse(id.replace(/^thread-/, ''));
    return thread.success && cardId(thread.data) === id ? [thread.data] : [];
  });
}
