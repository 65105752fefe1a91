/** Keeps characters that Markdown would read as signs from being read so. */

/**
 * What is a sign wherever it stands. An underscore within a word is none; nor is a `<`, `&` or `^` that begins no tag,
 * entity or note.
 */
const anywhere =
  /[\\`*[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\^(?=\[|$)|<(?=[a-z/!?])|&(?=#?\w+;)/giu;

/** What is a sign only where a line begins: headings, quotations, lists, rules and underlines of headings. */
const atLineStart = /^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$|-)|=+(?=\s*$)|\|)/;
const numberAtLineStart = /^(\d{1,9})([.)])(?=\s|$)/;

/**
 * @param startsLine whether the text begins a line of a block. Spaces there are left out: four of them would make code.
 * @returns the text with a backslash before every character that would otherwise be read as a sign.
 */
export function escapeMarkdown(text: string, startsLine: boolean): string {
  const escaped = (startsLine ? text.trimStart() : text).replace(anywhere, '\\$&');
  return startsLine
    ? escaped.replace(atLineStart, '\\$&').replace(numberAtLineStart, '$1\\$2')
    : escaped;
}

/** @returns a line fit for a table's cell, where every bar would end the cell. */
export function escapePipes(line: string): string {
  return line.replaceAll('|', '\\|');
}
