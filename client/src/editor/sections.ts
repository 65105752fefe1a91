/** The sections of the text as it stands, and the one being read: computed with a frame at most, told when they differ. */
import { bodyOf } from '@gloss/shared/text/body';
import type { Section } from '@gloss/shared/text/outline';
import { outlineOf } from '@gloss/shared/text/outline';
import type { BlockId } from '@gloss/shared/words/ids';
import * as Y from 'yjs';

/** A heading counts as reached when it stands in this upper part of the window. */
const readingLine = 0.3;

export interface SectionsWatch {
  /** Takes a section as the current one until the reader scrolls: a short last one never reaches the reading line. */
  went(to: BlockId): void;
  stop(): void;
}

export function watchSections(
  doc: Y.Doc,
  text: HTMLElement,
  tell: (sections: readonly Section[], current: BlockId | null) => void,
): SectionsWatch {
  const body = bodyOf(doc);
  let frame = 0;
  let isOutdated = true;
  let sections: readonly Section[] = [];
  let headings: readonly HTMLElement[] = [];
  let told: string | null = null;
  let toldCurrent: BlockId | null = null;
  let chosen: BlockId | null = null;

  const look = (): void => {
    frame = 0;
    if (isOutdated) sections = outlineOf(body);
    // ProseMirror may draw a heading anew without any change of the text.
    if (isOutdated || headings.some(({ isConnected }) => !isConnected))
      headings = headingElements(text, sections);
    const current = chosen ?? sectionBeingRead(headings);
    if (!isOutdated && told !== null && current === toldCurrent) return;
    isOutdated = false;
    const seen = JSON.stringify(sections);
    if (seen === told && current === toldCurrent) return;
    [told, toldCurrent] = [seen, current];
    tell(sections, current);
  };
  const ask = (): void => {
    if (frame === 0) frame = requestAnimationFrame(look);
  };
  const onChange = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    isOutdated ||= events.some(touchesHeading);
    ask();
  };
  const onOwnMove = (): void => {
    chosen = null;
    ask();
  };

  body.observeDeep(onChange);
  // Captured, because the page may scroll in a box of its own; passive, because nothing is prevented.
  const listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal };
  document.addEventListener('scroll', ask, options);
  for (const move of ['wheel', 'touchmove', 'keydown'] as const)
    document.addEventListener(move, onOwnMove, options);
  window.addEventListener('resize', ask, options);
  ask();

  return {
    went(to) {
      chosen = to;
      ask();
    },
    stop() {
      cancelAnimationFrame(frame);
      body.unobserveDeep(onChange);
      listening.abort();
    },
  };
}

/** @returns the heading of a section on the page. */
export function headingElement(text: HTMLElement, bid: BlockId): HTMLElement | null {
  return text.querySelector<HTMLElement>(`:is(h1, h2, h3, h4)[data-bid="${CSS.escape(bid)}"]`);
}

/** Blocks that come and go may be headings; what happens inside of any other block changes no section. */
function touchesHeading({ target }: Y.YEvent<Y.AbstractType<unknown>>): boolean {
  for (let at: unknown = target; at instanceof Y.AbstractType; at = at.parent)
    if (at instanceof Y.XmlElement && !(at.parent instanceof Y.XmlElement))
      return at.nodeName === 'heading';
  return true;
}

function headingElements(text: HTMLElement, sections: readonly Section[]): HTMLElement[] {
  const known = new Set<string>(sections.map(({ bid }) => bid));
  const headings = text.querySelectorAll<HTMLElement>(':is(h1, h2, h3, h4)[data-bid]');
  return [...headings].filter(({ dataset }) => known.has(dataset['bid'] ?? ''));
}

/** @param headings those of the sections, down the page */
function sectionBeingRead(headings: readonly HTMLElement[]): BlockId | null {
  const line = window.innerHeight * readingLine;
  // Tops grow down the page: halve the list instead of measuring every heading on every frame of scrolling.
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.getBoundingClientRect().top ?? Infinity) <= line) low = middle + 1;
    else high = middle;
  }
  return (headings[low - 1]?.dataset['bid'] as BlockId | undefined) ?? null;
}
