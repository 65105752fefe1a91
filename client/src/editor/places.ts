/** Where the passages are on the page, for the cards beside them: measured in one batch, after the layout has changed. */
import type { ThreadId } from '@gloss/shared/words/ids';

import { threadOf } from './passage.ts';

/** `top` in px from the top of the page element; `order` 0, 1, 2 … down the text. */
export interface Place {
  readonly top: number;
  readonly order: number;
}

export interface PlacesWatch {
  /** Asks for a measurement with the next frame; many questions make one. */
  ask(): void;
  stop(): void;
}

/** Measures whenever the page's size changes, and when asked. `tell` hears of places that differ from the last ones. */
export function watchPlaces(
  page: HTMLElement,
  text: HTMLElement,
  tell: (places: ReadonlyMap<ThreadId, Place>) => void,
): PlacesWatch {
  let frame = 0;
  let told: ReadonlyMap<ThreadId, Place> = new Map();
  const ask = (): void => {
    if (frame === 0) frame = requestAnimationFrame(measure);
  };
  const measure = (): void => {
    frame = 0;
    const places = placesOn(page, text);
    if (isSame(places, told)) return;
    told = places;
    tell(places);
  };
  const resizes = new ResizeObserver(ask);
  resizes.observe(page);
  // A block far away stands at its own top until the browser lays out what is in it.
  text.addEventListener('contentvisibilityautostatechange', ask);
  ask();
  return {
    ask,
    stop() {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      text.removeEventListener('contentvisibilityautostatechange', ask);
    },
  };
}

/** @returns the first line of each passage, in the order of the text. Only reads, so that the browser lays out once. */
export function placesOn(page: HTMLElement, text: HTMLElement): Map<ThreadId, Place> {
  const places = new Map<ThreadId, Place>();
  const pageTop = page.getBoundingClientRect().top;
  for (const words of text.querySelectorAll('mark.passage')) {
    const thread = threadOf(words);
    if (thread === null || places.has(thread)) continue;
    places.set(thread, { top: Math.round(topOf(words, text) - pageTop), order: places.size });
  }
  return places;
}

function topOf(words: Element, text: HTMLElement): number {
  // Measuring words that the browser skips (`content-visibility: auto`) would lay out their block after all.
  const isSkipped = !words.checkVisibility({ contentVisibilityAuto: true });
  const measured = isSkipped ? (topLevelOf(words, text) ?? words) : words;
  return (measured.getClientRects()[0] ?? measured.getBoundingClientRect()).top;
}

function topLevelOf(element: Element, text: HTMLElement): Element | null {
  let at: Element | null = element;
  while (at !== null && at.parentElement !== text) at = at.parentElement;
  return at;
}

function isSame(one: ReadonlyMap<ThreadId, Place>, other: ReadonlyMap<ThreadId, Place>): boolean {
  if (one.size !== other.size) return false;
  for (const [thread, { top, order }] of one) {
    const place = other.get(thread);
    if (place?.top !== top || place.order !== order) return false;
  }
  return true;
}
