/** The name under which a browser keeps a downloaded draft: made from its title, safe on every system. */

/** @returns a Content-Disposition line: a plain name for old browsers, the true one after RFC 5987 for all others. */
export function attachment(title: string, ending: string): string {
  const name = fileName(title);
  // Last of all once more: plain forms of other characters may be signs that had to go.
  const plain = fileName(name.normalize('NFKD').replace(/[^\x20-\x7e]/g, ''));
  const encoded = encodeURIComponent(`${name}.${ending}`).replace(/['()*]/g, percent);
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${encoded}`;
}

/** Without what a path, a shell or Windows would take for something else; at most 80 characters. */
function fileName(title: string): string {
  const safe = title
    // eslint-disable-next-line no-control-regex -- control characters are what has to go
    .replace(/[\u0000-\u001f\u007f"\\/:*?<>|%;]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const short = Array.from(safe).slice(0, 80).join('').trimEnd();
  return short || 'draft';
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
