/**
 * Pasted HTML → HTML the text can hold: nothing that runs, nothing that only looks, all of the words.
 * Word's lists are in paste-word.ts, looks that mean something in paste-looks.ts.
 */
import { fittingValue } from '@gloss/shared/text/attribute-values';
import { tableFits } from '@gloss/shared/text/table-size';
import DOMPurify from 'dompurify';

import { looksToMarks } from './paste-looks.ts';
import { wordToHtml } from './paste-word.ts';

const kept = [
  'p div br hr h1 h2 h3 h4 blockquote ul ol li',
  'table caption thead tbody tfoot tr th td',
  'strong b em i u s strike del sup sub a span',
].flatMap((names) => names.split(' '));

const keptAttributes = [
  'href',
  'title',
  'start',
  'colspan',
  'rowspan',
  'data-bid',
  'data-pm-slice',
];

/** What holds no words of the text: code, controls, pictures and what only the source program reads. */
const dropped =
  'script, style, template, head, title, meta, link, img, svg, picture, video, audio, canvas, iframe, object, embed, noscript, input, select, textarea';

/** Blocks the text has no word for. They stay blocks, so that their words do not run into the next ones. */
const otherBlocks =
  'address, article, aside, center, dd, details, dl, dt, fieldset, figcaption, figure, footer, form, header, legend, main, nav, section, summary';

/** @returns the clean HTML. Takes anything a clipboard holds; runs nothing of it. */
export function cleanPasted(html: string): string {
  // A document without a window: scripts do not run in it and pictures are not fetched.
  const pasted = new DOMParser().parseFromString(html, 'text/html');
  // Copied from an editor of ours: it is in form already.
  if (pasted.querySelector('[data-pm-slice]') === null) {
    for (const element of pasted.querySelectorAll(dropped)) element.remove();
    wordToHtml(pasted);
    looksToMarks(pasted);
    for (const element of pasted.querySelectorAll('pre')) breakLines(element);
    for (const element of pasted.querySelectorAll(otherBlocks)) rename(element, 'div');
    for (const element of pasted.querySelectorAll('h5, h6')) rename(element, 'h4');
    for (const caption of pasted.querySelectorAll('caption')) liftOut(caption);
    for (const element of pasted.querySelectorAll('a:not([href])')) unwrap(element);
    dropSpacers(pasted);
  }
  bringIntoBounds(pasted);
  return DOMPurify.sanitize(pasted.body.innerHTML, {
    ALLOWED_TAGS: kept,
    ALLOWED_ATTR: keptAttributes,
    // DOMPurify holds every attribute against the addresses allowed, unless it is told that it is none.
    ADD_URI_SAFE_ATTR: keptAttributes.filter((name) => name !== 'href'),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|#)/i,
  });
}

/** What no draft takes would be refused with all that is written beside it: numbers and titles are made to fit, tables taken apart. */
function bringIntoBounds(pasted: Document): void {
  for (const attribute of ['start', 'colspan', 'rowspan', 'title', 'data-bid'])
    for (const element of pasted.querySelectorAll(`[${attribute}]`)) {
      const name = attribute.replace('data-', '');
      const value = fittingValue(name, element.getAttribute(attribute));
      if (typeof value === 'number' || typeof value === 'string')
        element.setAttribute(attribute, `${value}`);
      else element.removeAttribute(attribute);
    }
  for (const table of pasted.querySelectorAll('table')) {
    const rows = Array.from(table.rows, ({ cells }) => Array.from(cells));
    const spans = rows.map((row) =>
      row.map(({ colSpan, rowSpan }) => ({ colspan: colSpan, rowspan: rowSpan })),
    );
    if (!tableFits(spans)) table.replaceWith(...rows.flat().map((cell) => rename(cell, 'div')));
  }
}

/** Gives an element another name and keeps what is in it. */
function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** A caption stands before its table: the text's tables have none. */
function liftOut(caption: Element): void {
  caption.closest('table')?.before(rename(caption, 'p'));
}

/** Preformatted lines stay lines, with the spaces they begin with. */
function breakLines(pre: Element): void {
  const lines = (pre.textContent ?? '').replace(/\n$/, '').split('\n');
  const paragraph = pre.ownerDocument.createElement('p');
  for (const [at, line] of lines.entries()) {
    if (at > 0) paragraph.append(pre.ownerDocument.createElement('br'));
    paragraph.append(line.replaceAll(/^ +| {2,}/g, ({ length }) => '\u00A0'.repeat(length)));
  }
  pre.replaceWith(paragraph);
}

/** Breaks between blocks are space, not lines; Google Docs and browsers put them there. */
function dropSpacers(pasted: Document): void {
  const blocks = 'p, div, ul, ol, table, h1, h2, h3, h4, blockquote, hr';
  for (const lineBreak of pasted.querySelectorAll('br')) {
    const { previousElementSibling: before, nextElementSibling: after } = lineBreak;
    const isAlone = isBlank(lineBreak.previousSibling) && isBlank(lineBreak.nextSibling);
    if (isAlone && (before?.matches(blocks) === true || after?.matches(blocks) === true))
      lineBreak.remove();
  }

  /** True of nothing, of white space, and of elements: those are looked at above. */
  function isBlank(node: ChildNode | null): boolean {
    return node === null || node instanceof Element || (node.textContent ?? '').trim() === '';
  }
}
