/**
 * Cuts the HTML of a long page where one block ends and the next begins, so that read-html.ts can read part after part: a
 * whole book as one tree takes gigabytes, and ever longer per word.
 */

/** The words of a text parted from others by nothing but being these elements: between two of them a page may be cut. */
const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'blockquote', 'table', 'pre']);

/** Elements around blocks that the text does not have. They are closed at a cut and opened again behind it. */
const wrappers = new Set(['article', 'aside', 'div', 'footer', 'header', 'main', 'section']);

const empty = new Set(['br', 'hr']);

/**
 * @param html as sanitize-html writes it: every element closed, every other `<` and `>` escaped.
 * @param size in characters; parts are about as long, and as long as one block where that is longer.
 * @returns the parts, each whole in itself. Read one after the other they say what the page says.
 */
export function htmlParts(html: string, size: number): string[] {
  const parts: string[] = [];
  const open: string[] = [];
  let opening = '';
  let from = 0;
  /** Where the last block ended, if nothing but space has come since. */
  let ended = -1;
  for (const { 0: tag, 1: slash, 2: name = '', index } of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)[^>]*>/g,
  )) {
    const isBetween = ended !== -1 && html.slice(ended, index).trim() === '';
    if (slash === '' && isBetween && index - from >= size && blocks.has(name)) {
      parts.push(opening + html.slice(from, index) + closingOf(open));
      opening = open.map((wrapper) => `<${wrapper}>`).join('');
      from = index;
    }
    if (slash !== '') open.pop();
    else if (!empty.has(name)) open.push(name);
    const isOver = slash !== '' && blocks.has(name) && open.every((each) => wrappers.has(each));
    ended = isOver ? index + tag.length : -1;
  }
  parts.push(opening + html.slice(from));
  return parts;
}

function closingOf(open: readonly string[]): string {
  return open
    .map((wrapper) => `</${wrapper}>`)
    .toReversed()
    .join('');
}
