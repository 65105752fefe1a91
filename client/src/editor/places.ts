/**
 * Where the passages are on the page, for the cards beside them: measured in one batch, after the layout has changed.
 * What was measured in a block is kept until that block changes, so that a key costs its paragraph and not the text.
 */
import type { ThreadId } from '@gloss/shared/words/ids';

import { afterFrame } from './after-frame.ts';
import type { Known } from './measured-blocks.ts';
import { isStill, measureMoved } from './measured-blocks.ts';

/** `top` in px from the top of the page element; `order` 0, 1, 2 … down the text, the same for those that begin together. */
export interface Place {
  readonly top: number;
  readonly order: number;
}

export interface PlacesWatch {
  stop(): void;
}

/** Measures whenever the text or the page's size has changed. `tell` hears of places that differ from the last ones. */
export function watchPlaces(
  page: HTMLElement,
  text: HTMLElement,
  tell: (places: ReadonlyMap<ThreadId, Place>) => void,
): PlacesWatch {
  const known: Known = new Map();
  const changed = new Set<Element>();
  let mayHaveMoved = true;
  let width = 0;
  let callOff: (() => void) | null = null;
  let told: ReadonlyMap<ThreadId, Place> = new Map();
  // Cards follow the words; the words must not wait until thousands of places are measured for them.
  const ask = (): void => {
    callOff ??= afterFrame(measure);
  };
  const measure = (): void => {
    callOff = null;
    // A change in one block moves the others only where it changes the block's height.
    const isElsewhereSame = !mayHaveMoved && changed.size === 1;
    const isSameInside = [...changed].map((block) => isStill(block, known)).every(Boolean);
    changed.clear();
    mayHaveMoved = false;
    if (isElsewhereSame && isSameInside) return;
    const places = placesOn(page, text, known);
    if (isSame(places, told)) return;
    told = places;
    tell(places);
  };
  const noteChange = (node: Node): void => {
    const block = topLevelOf(node, text);
    if (block === null) mayHaveMoved = true;
    else changed.add(block);
    ask();
  };
  const edits = new MutationObserver((records) => {
    // The attributes of the text as a whole move nothing in it.
    for (const { target, type } of records)
      if (type !== 'attributes' || target !== text) noteChange(target);
  });
  edits.observe(text, {
    childList: true,
    subtree: true,
    characterData: true,
    // ProseMirror may give the element of one passage to another.
    attributeFilter: ['data-thread', 'class'],
  });
  const resizes = new ResizeObserver(() => {
    mayHaveMoved = true;
    if (page.offsetWidth !== width) known.clear();
    width = page.offsetWidth;
    ask();
  });
  resizes.observe(page);
  // A block far away stands at its own top until the browser lays out what is in it.
  const onLaidOut = ({ target }: Event): void => {
    if (!(target instanceof Node)) return;
    mayHaveMoved = true;
    noteChange(target);
  };
  text.addEventListener('contentvisibilityautostatechange', onLaidOut);
  ask();
  return {
    stop() {
      callOff?.();
      edits.disconnect();
      resizes.disconnect();
      text.removeEventListener('contentvisibilityautostatechange', onLaidOut);
    },
  };
}

/**
 * @param known what was measured before; brought up to date. A block whose height is another one is measured again.
 * @returns the first line of each passage, in the order of the text. Only reads, so that the browser lays out once.
 */
export function placesOn(
  page: HTMLElement,
  text: HTMLElement,
  known: Known = new Map(),
): Map<ThreadId, Place> {
  const places = new Map<ThreadId, Place>();
  let order = -1;
  for (const block of known.keys()) if (block.parentElement !== text) known.delete(block);
  const blocks = [...text.children];
  measureMoved(blocks, known, page.getBoundingClientRect().top);
  for (const { top, passages } of blocks.flatMap((block) => known.get(block) ?? []))
    for (const { thread, within, isTogether } of passages) {
      if (places.has(thread)) continue;
      if (!isTogether) order += 1;
      places.set(thread, { top: Math.round(top + within), order: Math.max(0, order) });
    }
  return places;
}

function topLevelOf(node: Node, text: HTMLElement): Element | null {
  let at: Node | null = node;
  while (at !== null && at.parentNode !== text) at = at.parentNode;
  return at instanceof Element ? at : null;
}

function isSame(one: ReadonlyMap<ThreadId, Place>, other: ReadonlyMap<ThreadId, Place>): boolean {
  if (one.size !== other.size) return false;
  for (const [thread, { top, order }] of one) {
    const place = other.get(thread);
    if (place?.top !== top || place.order !== order) return false;
  }
  return true;
}
