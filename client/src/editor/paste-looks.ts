/** Looks that mean something become marks; the rest of a page's styling is dropped. Made for Google Docs, true of most pages. */

/** Style → the mark it means, if any. `font-weight` and the like as the clipboards write them. */
const meanings: readonly (readonly [mark: string, property: string, means: RegExp])[] = [
  ['strong', 'font-weight', /^(?:bold|bolder|[6-9]00)$/],
  ['em', 'font-style', /^(?:italic|oblique)/],
  ['u', 'text-decoration', /underline/],
  ['s', 'text-decoration', /line-through/],
  ['sup', 'vertical-align', /^super$/],
  ['sub', 'vertical-align', /^sub$/],
];

/** Changes the pasted document: spans that look bold become strong, wrappers that only pretend to be bold are taken off. */
export function looksToMarks(pasted: Document): void {
  // Google Docs wraps all it copies in <b style="font-weight:normal">; Safari does it with other elements.
  for (const wrapper of pasted.querySelectorAll('b, strong')) {
    const weight = lookOf(wrapper).get('font-weight') ?? '';
    if (/^(?:normal|[1-5]00)$/.test(weight)) wrapper.replaceWith(...wrapper.childNodes);
  }
  for (const element of pasted.querySelectorAll('span, font, p, div, td, th, li')) {
    const look = lookOf(element);
    const marks = meanings
      .filter(([, property, means]) => means.test(look.get(property) ?? ''))
      .map(([mark]) => mark)
      // A link is underlined anyway.
      .filter((mark) => mark !== 'u' || element.closest('a') === null);
    // On blocks, only what cannot be a style of the page: a bold paragraph is a writer's, a raised one is not.
    if (element.matches('span, font')) for (const mark of marks) wrapContents(element, mark);
    else if (marks.includes('strong') && element.matches('p')) wrapContents(element, 'strong');
  }
}

/** @returns the declarations of a `style` attribute, lower case, unknown properties such as `mso-list` included. */
export function lookOf(element: Element): Map<string, string> {
  const declarations = (element.getAttribute('style') ?? '').toLowerCase().split(';');
  const look = new Map<string, string>();
  for (const declaration of declarations) {
    const colon = declaration.indexOf(':');
    if (colon > 0)
      look.set(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
  }
  // The long form that newer clipboards write.
  const line = look.get('text-decoration-line');
  if (line !== undefined) look.set('text-decoration', line);
  return look;
}

function wrapContents(element: Element, mark: string): void {
  if (element.closest(mark) !== null) return;
  const wrapper = element.ownerDocument.createElement(mark);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}
