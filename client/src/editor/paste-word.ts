/**
 * What Word puts on the clipboard, as plain HTML: its lists are paragraphs with a drawn bullet and `mso-list` in the
 * style. Conditional comments are comments to a browser and disappear later with all others.
 */
import { lookOf } from './paste-looks.ts';

interface Item {
  readonly level: number;
  readonly ordered: boolean;
  readonly start: number;
  readonly paragraph: Element;
}

/** Changes the pasted document; one that is not from Word stays as it is. */
export function wordToHtml(pasted: Document): void {
  for (const title of pasted.querySelectorAll('p.MsoTitle')) rename(title, 'h1');
  for (const items of runsOf(pasted)) replaceByLists(items);
  for (const element of pasted.querySelectorAll('*')) {
    // <o:p>, <w:sdt>, <st1:place>: Word's own; what they hold are words.
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes);
  }
  // Word marks an empty line by a paragraph with one hard space.
  for (const paragraph of pasted.querySelectorAll('p[class^="Mso"]'))
    if ((paragraph.textContent ?? '').replaceAll('\u00A0', '').trim() === '') paragraph.remove();
}

/** The list paragraphs that stand directly behind one another. */
function runsOf(pasted: Document): Item[][] {
  const runs: Item[][] = [];
  let previous: Element | null = null;
  for (const paragraph of pasted.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const item = itemOf(paragraph);
    if (item === null) continue;
    const run = runs.at(-1);
    if (run !== undefined && previous !== null && previous === paragraph.previousElementSibling)
      run.push(item);
    else runs.push([item]);
    previous = paragraph;
  }
  return runs;
}

function itemOf(paragraph: Element): Item | null {
  const list = lookOf(paragraph).get('mso-list') ?? '';
  const level = /level(\d)/.exec(list)?.[1];
  if (level === undefined || /^h/i.test(paragraph.localName)) return dropMarker(paragraph);
  const marker = markerOf(paragraph);
  const drawn = (marker?.textContent ?? '').replaceAll(/[\s\u00A0]/g, '');
  marker?.remove();
  const number = /^\(?(\d+|[a-z]{1,4})[.)]/i.exec(drawn)?.[1];
  const start = number !== undefined && /^\d+$/.test(number) ? Number(number) : 1;
  return { level: Number(level), ordered: number !== undefined, start, paragraph };
}

/** A numbered heading of Word is a heading: its number is drawn by the outline, not written. */
function dropMarker(paragraph: Element): null {
  markerOf(paragraph)?.remove();
  return null;
}

function markerOf(paragraph: Element): Element | undefined {
  return [...paragraph.querySelectorAll('span')].find(
    (span) => lookOf(span).get('mso-list') === 'ignore',
  );
}

function replaceByLists(items: readonly Item[]): void {
  const open: { level: number; list: Element }[] = [];
  for (const { level, ordered, start, paragraph } of items) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let innermost = open.at(-1);
    if (innermost === undefined || innermost.level < level || isOther(innermost.list, ordered)) {
      if (innermost !== undefined && innermost.level >= level) open.pop();
      innermost = { level, list: listFor(paragraph, ordered, start) };
      const within = open.at(-1)?.list.lastElementChild;
      if (within === null || within === undefined) paragraph.before(innermost.list);
      else within.append(innermost.list);
      open.push(innermost);
    }
    const item = paragraph.ownerDocument.createElement('li');
    item.append(rename(paragraph, 'p'));
    innermost.list.append(item);
  }
}

function isOther(list: Element, ordered: boolean): boolean {
  return (list.localName === 'ol') !== ordered;
}

function listFor({ ownerDocument }: Element, ordered: boolean, start: number): Element {
  const list = ownerDocument.createElement(ordered ? 'ol' : 'ul');
  if (ordered && start > 1) list.setAttribute('start', String(start));
  return list;
}

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
