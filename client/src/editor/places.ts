/**
 * Where the passages are on the page, for the cards beside them: measured in one batch, after the layout has changed.
 * What was measured in a block is kept until that block changes, so that a key costs its paragraph and not the text.
 */
import type { ThreadId } from '@gloss/shared/words/ids';

import { afterFrame } from './after-frame.ts';
import { threadOf } from './passage.ts';

/** `top` in px from the top of the page element; `order` 0, 1, 2 … down the text, the same for those that begin together. */
export interface Place {
  readonly top: number;
  readonly order: number;
}

export interface PlacesWatch {
  stop(): void;
}

/** What stands in one top-level block: how high it is, and how far below its upper edge each passage begins, in px. */
interface Measured {
  readonly height: number;
  readonly passages: readonly {
    readonly thread: ThreadId;
    readonly within: number;
    /** With the passage before it: which of the two the page nests in the other is chance. */
    readonly isTogether: boolean;
  }[];
}

/** By block. A block that is not in it is measured when its place is wanted. */
type Known = Map<Element, Measured>;

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
  const pageTop = page.getBoundingClientRect().top;
  for (const block of known.keys()) if (block.parentElement !== text) known.delete(block);
  for (const block of text.children) {
    let measured = known.get(block);
    // Most blocks carry no passage; where they stand does not matter.
    if (measured?.passages.length === 0) continue;
    const { top, height } = block.getBoundingClientRect();
    if (measured?.height !== height) {
      measured = measuredIn(block);
      known.set(block, measured);
    }
    for (const { thread, within, isTogether } of measured.passages) {
      if (places.has(thread)) continue;
      if (!isTogether) order += 1;
      places.set(thread, { top: Math.round(top + within - pageTop), order: Math.max(0, order) });
    }
  }
  return places;
}

function measuredIn(block: Element): Measured {
  const { top, height } = block.getBoundingClientRect();
  const marks = [...block.querySelectorAll('mark.passage')];
  // Measuring words that the browser skips (`content-visibility: auto`) would lay out their block after all.
  const isSkipped = marks[0]?.checkVisibility({ contentVisibilityAuto: true }) === false;
  const passages = new Map<ThreadId, Measured['passages'][number]>();
  let last: Node | undefined;
  for (const words of marks) {
    const thread = threadOf(words);
    if (thread === null || passages.has(thread)) continue;
    const first = firstIn(words);
    const within = isSkipped ? 0 : topOf(words) - top;
    passages.set(thread, { thread, within, isTogether: first === last });
    last = first;
  }
  return { height, passages: [...passages.values()] };
}

function firstIn(node: Node): Node {
  return node.firstChild ? firstIn(node.firstChild) : node;
}

/** @returns whether a block measures as before; brings `known` up to date. */
function isStill(block: Element, known: Known): boolean {
  const before = known.get(block);
  const now = measuredIn(block);
  known.set(block, now);
  return (
    before?.height === now.height &&
    before.passages.length === now.passages.length &&
    before.passages.every(({ thread, within, isTogether }, at) => {
      const passage = now.passages[at];
      const isThere = passage?.thread === thread && passage.within === within;
      return isThere && passage.isTogether === isTogether;
    })
  );
}

function topOf(words: Element): number {
  return (words.getClientRects()[0] ?? words.getBoundingClientRect()).top;
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
