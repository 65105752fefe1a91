/** Plain text: an empty line parts paragraphs; nothing in it is a sign. */

/** @returns the text as HTML paragraphs, with its lines kept. */
export function htmlFromPlain(text: string): string {
  const blocks = text.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n/);
  return blocks
    .filter((block) => block.trim() !== '')
    .map((block) => `<p>${escaped(block.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
