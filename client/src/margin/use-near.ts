/** Which part of a long column is worth drawing: what is in sight, with room on both sides for the next moves. */
import type { RefObject } from 'react';
import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** A stretch of the column, in px from its upper edge. */
export interface Near {
  readonly top: number;
  readonly bottom: number;
}

/** So many screens above and below what is in sight. */
const screensAround = 2;
/** It moves on by steps of half a screen: between two of them scrolling draws nothing anew. */
const stepsInScreen = 2;

/**
 * @param column whose upper edge is measured; it scrolls with the page, or in a box of its own.
 * @returns what is near, told in the same frame in which the page has scrolled.
 */
export function useNear(column: RefObject<HTMLElement | null>): Near {
  const [near, setNear] = useState<Near>({ top: 0, bottom: 0 });
  useLayoutEffect(() => {
    let shown: Near | null = null;
    const look = (isInFrame: boolean): void => {
      const element = column.current;
      if (element === null) return;
      const now = nearOf(-element.getBoundingClientRect().top, window.innerHeight);
      if (shown?.top === now.top && shown.bottom === now.bottom) return;
      shown = now;
      // A scroll is told before its frame is drawn; later would be a frame without cards.
      if (isInFrame) flushSync(() => setNear(now));
      else setNear(now);
    };
    const listening = new AbortController();
    const options = { capture: true, passive: true, signal: listening.signal };
    document.addEventListener('scroll', () => look(true), options);
    window.addEventListener('resize', () => look(true), options);
    look(false);
    return () => listening.abort();
  }, [column]);
  return near;
}

/** @returns what is near a window of so many px, `seen` px below the upper edge of the column. */
export function nearOf(seen: number, height: number): Near {
  const step = Math.max(1, height / stepsInScreen);
  const first = Math.floor(seen / step) * step;
  return {
    top: first - screensAround * height,
    bottom: first + step + height + screensAround * height,
  };
}
