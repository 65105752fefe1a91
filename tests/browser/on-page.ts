/** What is asked of the page itself: these functions run inside Chromium, each for itself, and know nothing of this file. */

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** @returns the words of the draft as they stand, a line a block: without the carets of others and wording only proposed. */
export function wordsOfDraft(): string {
  const text = document.querySelector('main [contenteditable="true"]');
  const copy = text?.cloneNode(true) as Element | undefined;
  for (const shown of copy?.querySelectorAll('.caret, .proposed') ?? []) shown.remove();
  return [...(copy?.children ?? [])].map((block) => block.textContent).join('\n');
}

/** Where to point at words: before and after them, and among those of their first line. */
export interface Spots {
  readonly before: Spot;
  readonly middle: Spot;
  readonly after: Spot;
}

/** Scrolls words of the draft into sight, unless asked not to. @returns where they are, or null where they are not */
export function spotsOf(asked: {
  readonly words: string;
  readonly scrolls: boolean;
}): Spots | null {
  const { words, scrolls } = asked;
  const text = document.querySelector('main [contenteditable="true"]');
  if (text === null) return null;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const runs: { node: Node; from: number; to: number }[] = [];
  let all = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest('.caret, .proposed')) continue;
    const said = node.textContent ?? '';
    runs.push({ node, from: all.length, to: all.length + said.length });
    all += said;
  }
  const start = all.indexOf(words);
  const end = start + words.length;
  const first = runs.find(({ to }) => start < to);
  const last = runs.find(({ to }) => end <= to);
  if (start === -1 || !first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, start - first.from);
  range.setEnd(last.node, end - last.from);
  if (scrolls) first.node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
  const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [top, bottom] = [lines[0], lines.at(-1)];
  if (!top || !bottom) return null;
  return {
    before: { x: top.left + 0.5, y: top.top + top.height / 2 },
    middle: { x: top.left + top.width / 2, y: top.top + top.height / 2 },
    after: { x: bottom.right - 0.5, y: bottom.top + bottom.height / 2 },
  };
}

/** @returns the focused element in words, and whether one can see that it has the focus. */
export function focus(): { readonly on: string; readonly isVisible: boolean } {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body)
    return { on: 'body', isVisible: false };
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined;
  const name = element.ariaLabel ?? label ?? element.innerText.slice(0, 60);
  // A radio button is drawn by its label, a link over a whole row by what stands behind it.
  const drawn = [element, element.closest('label'), element.parentElement].flatMap((each) =>
    each ? [getComputedStyle(each), getComputedStyle(each, '::after')] : [],
  );
  // A shadow alone is depth; one that only spreads is a ring.
  const hasRing = drawn.some(
    ({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && outlineWidth !== '0px') || /0px 0px 0px [1-9]/.test(boxShadow),
  );
  // In the text the caret is the sign.
  const hasCaret =
    element.isContentEditable && getComputedStyle(element).caretColor !== 'transparent';
  return { on: `${element.tagName.toLowerCase()} ${name}`, isVisible: hasRing || hasCaret };
}

/** @returns by how many pixels the page is wider than the window. */
export function overhang(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

/** @returns the updates of texts that this device keeps, as numbers; see line/kept-document. */
export async function textsOnDevice(): Promise<number[][]> {
  const open = (name: string) =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open(name);
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error));
    });
  const all = (database: IDBDatabase) =>
    new Promise<Uint8Array[]>((resolve, reject) => {
      const asked = database.transaction('updates').objectStore('updates').getAll();
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error));
    });
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  const updates: Uint8Array[] = [];
  for (const name of names.filter((each) => each.includes(':text:'))) {
    const database = await open(name);
    updates.push(...(await all(database)));
    database.close();
  }
  return updates.map((update) => [...update]);
}

/** A stretch of letters that stands in the same passages throughout. */
export interface Drawn {
  readonly text: string;
  /** How many passages it stands in. */
  readonly depth: number;
  /** What its tints add up to on the page: red, green, blue. */
  readonly tint: readonly number[];
  /** Where the line under each of its passages is, in px from the top of the window. */
  readonly lines: readonly number[];
  /** Of its letters to its tint, as WCAG counts it: 1 to 21. */
  readonly contrast: number;
}

/** @returns the letters of all passages, as they are drawn. */
export function drawnPassages(): Drawn[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const colourOf = (css: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const over = (below: readonly number[], [red, green, blue, alpha]: Colour) =>
    [red, green, blue].map((each, at) => each * alpha + (below[at] ?? 255) * (1 - alpha));
  const brightness = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.map((each) =>
      each <= 10 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const innermost = [...document.querySelectorAll('mark.passage')].filter(
    (mark) => mark.querySelector('mark.passage') === null,
  );
  return innermost.map((mark) => {
    const around: Element[] = [];
    for (let at: Element | null = mark; at; at = at.parentElement?.closest('mark.passage') ?? null)
      around.unshift(at);
    const styles = around.map((each) => getComputedStyle(each));
    const white: readonly number[] = [255, 255, 255];
    const tint = styles.reduce((below, each) => over(below, colourOf(each.backgroundColor)), white);
    const ink = colourOf(getComputedStyle(mark).color).slice(0, 3);
    const [light, dark] = [brightness(tint), brightness(ink)].toSorted((one, other) => other - one);
    return {
      text: mark.textContent,
      depth: around.length,
      tint: tint.map(Math.round),
      lines: around.map((each) => Math.round(each.getBoundingClientRect().bottom)),
      contrast: ((light ?? 1) + 0.05) / ((dark ?? 0) + 0.05),
    };
  });
}
